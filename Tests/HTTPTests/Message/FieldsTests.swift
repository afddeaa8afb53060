import HTTP
import Testing

@Suite struct FieldsTests {
    @Test func `names are compared without regard to case, values are kept in order`() {
        var fields: Fields = ["Accept": "a", "X-Test": "1"]
        fields.append("x-TEST", "2")
        #expect(fields["X-Test"] == "1")
        #expect(fields.values(of: "x-test") == ["1", "2"])
        #expect(fields.count == 3)
        #expect(fields.map(\.name.text) == ["Accept", "X-Test", "x-TEST"])
        #expect(fields["X-Tes"] == nil)
        #expect(fields["X-Test2"] == nil)
    }

    @Test func `setting replaces every value of a name, nil removes them`() {
        var fields: Fields = ["A": "1", "B": "2", "a": "3"]
        fields["A"] = "4"
        #expect(fields.values(of: "A") == ["4"])
        #expect(fields["B"] == "2")
        fields["a"] = nil
        #expect(fields == ["B": "2"])
        fields["B"] = nil
        #expect(fields.isEmpty)
    }

    @Test func `what could end a field becomes a blank`() {
        let fields: Fields = ["X-Test": "a\r\nSet-Cookie: b\0c\u{7F}"]
        #expect(fields["X-Test"] == "a  Set-Cookie: b c ")
    }

    @Test func `a name from outside loses what may not stand in a name`() {
        #expect(FieldName("X Test:\n" as String).text == "X_Test__")
    }

    @Test func `lists run over several lines`() {
        var fields: Fields = ["Accept": "a, b ,, c"]
        fields.append("Accept", "d")
        #expect(fields.list("accept") == ["a", "b", "c", "d"])
    }

    @Test func `fields behave like a list of pairs under any changes`() {
        var random = SplitMix(seed: 7)
        let names: [FieldName] = ["A", "Bb", "X-Longer-Name"]
        for _ in 0..<200 {
            var fields = Fields()
            var model: [(FieldName, String)] = []
            for step in 0..<20 {
                let name = names[Int(random.next() % 3)]
                switch random.next() % 3 {
                case 0:
                    fields.append(name, "\(step)")
                    model.append((name, "\(step)"))
                case 1:
                    fields[name] = "\(step)"
                    model.removeAll { $0.0 == name }
                    model.append((name, "\(step)"))
                default:
                    fields.removeAll(name)
                    model.removeAll { $0.0 == name }
                }
            }
            #expect(fields.map { $0.name.text + $0.value } == model.map { $0.0.text + $0.1 })
            #expect(fields.count == model.count)
        }
    }

    @Test func `a description has no values`() {
        let fields: Fields = ["Authorization": "Bearer secret", "Host": "a"]
        #expect("\(fields)" == "Authorization, Host")
    }
}
