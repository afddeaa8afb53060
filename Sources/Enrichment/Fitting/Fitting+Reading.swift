import Telemetry

/// How single values are read, whatever field they go into.
extension Fitting {
    /// Line ends and other control characters become single blanks.
    static func singleLine(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 }) else { return text }
        return text.split(whereSeparator: { $0.isNewline || ($0.asciiValue ?? 0x20) < 0x20 }).joined(separator: " ")
    }

    static func email(_ text: String) throws(Misfit) -> String {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, isHost(parts[1]), isWithoutBlanks(text) else { throw .notAnEmail }
        return text
    }

    static func url(_ text: String) throws(Misfit) -> String {
        let start = text.range(ofScheme: "://") ?? text.startIndex
        let host = text[start...].prefix { $0 != "/" && $0 != "?" && $0 != "#" && $0 != ":" }
        guard isHost(host), isWithoutBlanks(text) else { throw .notAURL }
        return text
    }

    static func phone(_ text: String) throws(Misfit) -> String {
        let line = singleLine(text)
        guard line.utf8.contains(where: { (0x30...0x39).contains($0) }) else { throw .notAPhone }
        return line
    }

    static func flag(_ value: FieldValue) throws(Misfit) -> Bool {
        if case .flag(let flag) = value { return flag }
        switch value.text.lowercased() {
        case "true", "yes", "1": return true
        case "false", "no", "0": return false
        default: throw .notAFlag
        }
    }

    static func date(_ value: FieldValue) throws(Misfit) -> CivilDate {
        switch value {
        case .date(let date): return date
        case .moment(let moment): return moment.day
        case .text(let text):
            guard let date = CivilDate(iso8601: text) ?? Timestamp(iso8601: text)?.day else { throw .notADate }
            return date
        default: throw .notADate
        }
    }

    static func moment(_ value: FieldValue) throws(Misfit) -> Timestamp {
        switch value {
        case .moment(let moment): return moment
        case .date(let date): return date.midnight
        case .text(let text):
            guard let moment = Timestamp(iso8601: text) ?? CivilDate(iso8601: text)?.midnight else {
                throw .notAMoment
            }
            return moment
        default: throw .notAMoment
        }
    }

    private static func isHost(_ text: Substring) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2 && labels.allSatisfy { !$0.isEmpty }
    }

    private static func isWithoutBlanks(_ text: String) -> Bool { text.utf8.allSatisfy { $0 > 0x20 } }
}

extension String {
    /// Where the text goes on behind the scheme of an address.
    fileprivate func range(ofScheme mark: String) -> Index? {
        guard let colon = firstIndex(of: ":"), self[colon...].hasPrefix(mark) else { return nil }
        return index(colon, offsetBy: mark.count)
    }
}

extension Timestamp {
    /// The day in UTC.
    var day: CivilDate { CivilDate(daysSince1970: seconds.floorDivided(by: 86400)) }
}

extension CivilDate {
    /// The day's beginning in UTC.
    var midnight: Timestamp { Timestamp(seconds: daysSince1970 * 86400) }
}
