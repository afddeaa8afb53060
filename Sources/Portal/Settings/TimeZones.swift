import FoundationEssentials
import Telemetry

/// The time zones to choose from.
enum TimeZones {
    /// Their names in order; only UTC where the machine has no list.
    static let all: [String] = {
        guard let list = try? String(contentsOfFile: "/usr/share/zoneinfo/tzdata.zi", encoding: .utf8) else {
            return [Zone.utc.name]
        }
        let names = list.split(separator: "\n").compactMap { line -> String? in
            // `Z name …` is a zone, `L zone name` another name for one; those without a slash are of old times.
            let words = line.split(separator: " ")
            let name =
                words.first == "Z" && words.count > 1 ? words[1] : words.first == "L" && words.count > 2 ? words[2] : ""
            return name.contains("/") && !name.hasPrefix("Etc/") ? String(name) : nil
        }
        return [Zone.utc.name] + names.sorted()
    }()

    /// What the clock of this machine shows, where it tells.
    static let ofThisMachine: String = {
        let file = try? FileManager.default.destinationOfSymbolicLink(atPath: "/etc/localtime")
        let name = file?.firstRange(of: "zoneinfo/").map { range in String(file?[range.upperBound...] ?? "") }
        return name.flatMap { all.contains($0) ? $0 : nil } ?? Zone.utc.name
    }()
}
