import Tabular

/// The rows of a batch of Bulk API 1.0, whatever they were written in: names of columns, and a value for each.
struct ClassicRows {
    /// Salesforce takes so many rows at once.
    static let most = 10_000

    private(set) var names: [String] = []
    private(set) var rows: [[Scalar?]] = []
    private var places: [String: Int] = [:]

    init(_ file: SpooledFile, _ job: BulkJob) throws {
        switch job.classicContent {
        case .csv: try readCSV(file, job.format)
        case .json: try readJSON(try file.read(0..<file.size))
        case .xml: try readXML(try file.read(0..<file.size))
        }
        guard rows.count <= ClassicRows.most else {
            throw BulkFailure(code: "ExceededQuota", text: "Maximum number of records (\(ClassicRows.most)) exceeded")
        }
        // Columns that came up late are missing at the end of the rows before.
        for row in rows.indices where rows[row].count < names.count {
            rows[row] += repeatElement(nil, count: names.count - rows[row].count)
        }
    }

    private mutating func readCSV(_ file: SpooledFile, _ format: CSVFormat) throws {
        var csv = CSVReader(file, format)
        var names: [String] = []
        var rows: [[Scalar?]] = []
        do {
            try csv.read(upTo: 1) { names = $0.texts }
            try csv.read(upTo: ClassicRows.most + 1) { row in
                guard row.count <= names.count else {
                    let columns = "\(row.count) columns, but the header has \(names.count)"
                    throw BulkFailure.batch("Row \(row.number) has \(columns)")
                }
                rows.append(row.cells.indices.map { row.value($0) })
            }
        } catch let error as CSVError {
            throw BulkFailure(error, format)
        }
        self.names = names
        self.rows = rows
    }

    // MARK: - JSON

    private mutating func readJSON(_ bytes: [UInt8]) throws(BulkFailure) {
        let records: [JSON]
        do throws(OrgError) {
            guard let array = try JSONReader.read(bytes).array else {
                throw OrgError.unreadable("Records must be an array")
            }
            records = array
        } catch {
            throw .batch("Failed to parse JSON: \(error.message)")
        }
        for record in records {
            guard let object = record.object else { throw .batch("Failed to parse JSON: a record must be an object") }
            rows.append([])
            for member in object.members where member.name != "attributes" { set(member.name, member.value) }
        }
    }

    /// A parent that is named by a key of its own is an object within the record.
    private mutating func set(_ name: String, _ value: JSON) {
        switch value {
        case .object(let parent):
            for member in parent.members where member.name != "attributes" && member.name != "type" {
                set("\(name).\(member.name)", member.value)
            }
        case .null: set(name, .null as Scalar)
        case .text(let text): set(name, (text.isEmpty ? .null : .text(text)) as Scalar)
        case .flag(let flag): set(name, .flag(flag) as Scalar)
        case .integer(let number): set(name, .integer(number) as Scalar)
        case .number(let number): set(name, .number(number) as Scalar)
        case .array: set(name, .text("") as Scalar)
        }
    }

    // MARK: - XML

    private mutating func readXML(_ bytes: [UInt8]) throws(BulkFailure) {
        let root: XMLElement
        do throws(XMLFault) { root = try XMLElement(parsing: bytes) } catch {
            throw .batch("Failed to parse XML: \(error.message)")
        }
        guard root.name == "sObjects" else { throw .batch("Failed to parse XML: sObjects was expected") }
        for record in root.all("sObject") {
            rows.append([])
            for field in record.children where field.name != "type" { set(field.name, field) }
        }
    }

    private mutating func set(_ name: String, _ element: XMLElement) {
        if element.attributes["nil"] == "true" { return set(name, .null as Scalar) }
        guard !element.children.isEmpty else {
            if !element.text.isEmpty { set(name, .text(element.text) as Scalar) }
            return
        }
        // The parent stands in an sObject of its own, or directly in the field.
        for child in element.children where child.name != "type" {
            if child.name == "sObject" { set(name, child) } else { set("\(name).\(child.name)", child) }
        }
    }

    /// Puts the value into the last row.
    private mutating func set(_ name: String, _ value: Scalar) {
        let place: Int
        if let known = places[name.lowercased()] {
            place = known
        } else {
            place = names.count
            places[name.lowercased()] = place
            names.append(name)
        }
        let row = rows.count - 1
        if rows[row].count <= place { rows[row] += repeatElement(nil, count: place + 1 - rows[row].count) }
        rows[row][place] = value
    }
}
