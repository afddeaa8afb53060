import Telemetry

extension ListView.Column {
    func write(to json: inout JSONWriter, sorted: Bool) {
        let isText = field.type.isText
        json.beginObject()
        json.member("ascendingLabel", isHidden ? nil : isText ? "Z-A" : "Low to High")
        json.member("descendingLabel", isHidden ? nil : isText ? "A-Z" : "High to Low")
        json.member("fieldNameOrPath", path)
        json.member("hidden", isHidden)
        json.member("label", label)
        json.member("selectListItem", item)
        json.member("sortDirection", sorted ? "ascending" : nil)
        json.key("sortIndex")
        if sorted { json.integer(0) } else { json.null() }
        json.member("sortable", !isHidden && field.isSortable)
        json.member("type", field.type.rawValue)
        json.endObject()
    }

    /// The value as a text, whatever it is.
    func display(in record: JSON) -> String? {
        let value = path.split(separator: ".").reduce(Optional(record)) { value, step in
            value?.object?.value(ignoringCaseOf: String(step))
        }
        switch value {
        case .text(let text) where field.type == .datetime:
            return Timestamp(sent: text).map { ListView.Column.display($0) } ?? text
        case .text(let text): return text
        case .integer(let number): return String(number)
        case .number(let number): return String(number)
        case .flag(let flag): return String(flag)
        case .null, .array, .object, nil: return nil
        }
    }

    /// `Fri Aug 01 21:15:46 GMT 2014`
    private static func display(_ moment: Timestamp) -> String {
        let days = moment.seconds.floorDivided(by: 86_400)
        let date = CivilDate(daysSince1970: days)
        let weekday = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][date.weekday]
        let month = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ][date.month - 1]
        let time = moment.stored.dropFirst(11).prefix(8)
        return "\(weekday) \(month) \(date.day < 10 ? "0" : "")\(date.day) \(time) GMT \(date.year)"
    }
}
