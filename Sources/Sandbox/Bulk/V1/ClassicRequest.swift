import HTTP

/// What a client asks for when it makes or changes a job of Bulk API 1.0, in JSON or in XML.
struct ClassicRequest: Sendable {
    private let values: [String: String]

    init(_ bytes: [UInt8], _ format: ClassicFormat) throws(OrgError) {
        var values: [String: String] = [:]
        if format == .json {
            guard let object = try JSONReader.read(bytes).object else { throw ClassicRequest.unreadable }
            for member in object.members {
                switch member.value {
                case .text(let text): values[member.name] = text
                case .integer(let number): values[member.name] = String(number)
                default: continue
                }
            }
        } else {
            do throws(XMLFault) {
                let root = try XMLElement(parsing: bytes)
                guard root.name == "jobInfo" else { throw XMLFault(message: "no jobInfo") }
                for child in root.children { values[child.name] = child.text }
            } catch {
                throw ClassicRequest.unreadable
            }
        }
        self.values = values
    }

    subscript(name: String) -> String? { values[name] }

    var operation: BulkJob.Operation {
        get throws(OrgError) {
            guard let text = values["operation"], let operation = BulkJob.Operation(rawValue: text) else {
                throw .classic("InvalidOperation", "Unsupported operation: \(values["operation"] ?? "")")
            }
            return operation
        }
    }

    var contentType: ClassicFormat {
        get throws(OrgError) {
            guard let text = values["contentType"] else { return .xml }
            guard let format = ClassicFormat(rawValue: text.uppercased()) else {
                throw .classic("InvalidJob", "Unsupported content type: \(text)")
            }
            return format
        }
    }

    /// By name, or as simple-salesforce sends it: 1 for serial.
    var isSerial: Bool { values["concurrencyMode"] == "Serial" || values["concurrencyMode"] == "1" }

    private static let unreadable = OrgError.classic("InvalidJob", "Unable to parse Job")
}

/// How a query is to be taken apart by the keys of its rows.
struct KeyChunking: Sendable, Equatable {
    static let usual = 100_000
    static let largest = 250_000

    var size = usual
    var parent: String?
    var startRow: String?

    /// Reads `true; chunkSize=50000; parent=Account; startRow=001…`; nil where it is not asked for.
    init?(_ header: String?) throws(OrgError) {
        guard let header else { return nil }
        for part in header.split(separator: ";") {
            let halves = part.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " } }
            switch (halves.first?.lowercased(), halves.count > 1 ? halves[1] : nil) {
            case ("false", nil): return nil
            case ("true", nil), (nil, _): continue
            case ("chunksize", let text?):
                guard let number = Int(text), (1...KeyChunking.largest).contains(number) else {
                    throw .classic("InvalidJob", "Invalid chunkSize: \(text)")
                }
                size = number
            case ("parent", let text?): parent = text
            case ("startrow", let text?): startRow = text
            default: throw .classic("InvalidJob", "Unable to parse PKChunking header: \(header)")
            }
        }
    }
}
