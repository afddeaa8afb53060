/// Values of texts that come again and again in much the same order, as the fields of one record after another: each is
/// made once.
struct KnownTexts<Value> {
    private var known: [(text: [UInt8], value: Value)] = []
    /// Where the text is expected that comes next.
    private var next = 0

    /// Enough for all that a mapping has; what comes after so many different ones is made anew each time.
    private static var most: Int { 100 }

    mutating func value(
        of text: ArraySlice<UInt8>,
        _ make: (String) throws(PlanError) -> Value
    ) throws(PlanError) -> Value {
        var place = next
        for _ in known.indices {
            if place == known.count { place = 0 }
            if known[place].text.count == text.count, known[place].text.elementsEqual(text) {
                next = place + 1
                return known[place].value
            }
            place += 1
        }
        let value = try make(String(decoding: text, as: UTF8.self))
        if known.count < KnownTexts.most {
            known.append((Array(text), value))
            next = known.count
        }
        return value
    }
}
