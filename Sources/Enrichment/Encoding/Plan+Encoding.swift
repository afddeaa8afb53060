import Matching

/// A plan as bytes: what is stored, and of what the digest is taken. The same plan always gives the same bytes.
extension Plan {
    private static let version: UInt8 = 1
    /// Of a plan from whose records others follow; all else is the same.
    private static let versionWithFollowUps: UInt8 = 2

    package var encoded: [UInt8] { document.bytes }

    /// The plan as bytes, and where in them each outcome lies, so that one can be read without the others.
    package struct Document: Sendable, Equatable {
        package let bytes: [UInt8]
        /// In the order of the outcomes.
        package let places: [Range<Int>]
    }

    package var document: Document {
        var writer = ByteWriter(capacity: outcomes.count * 1200)
        writer.write(outcomes.allSatisfy(\.followUps.isEmpty) ? Plan.version : Plan.versionWithFollowUps)
        writer.write(object)
        var places: [Range<Int>] = []
        places.reserveCapacity(outcomes.count)
        writer.write(list: outcomes) { writer, outcome in
            let start = writer.bytes.count
            outcome.write(to: &writer)
            places.append(start..<writer.bytes.count)
        }
        writer.write(list: removals) { writer, one in
            writer.write(one.record)
            writer.write(one.version)
        }
        return Document(bytes: writer.bytes, places: places)
    }

    package init(encoded bytes: [UInt8]) throws(PlanError) {
        var reader = ByteReader(bytes)
        guard [Plan.version, Plan.versionWithFollowUps].contains(try reader.byte()) else { throw .unknownVersion }
        let object = try reader.oneOf(CRMObject.self)
        let outcomes = try reader.list { (reader) throws(PlanError) in try Outcome(from: &reader) }
        let removals = try reader.list { (reader) throws(PlanError) in
            Removal(try reader.id(), version: try reader.text())
        }
        guard reader.isAtEnd else { throw .damaged }
        self.init(object, outcomes, removals: removals)
    }

    /// What names the plan and nothing else: a person's approval holds for it alone. `hash` is SHA-256.
    package func digest(by hash: ([UInt8]) -> [UInt8]) -> String { document.digest(by: hash) }
}

extension Plan.Document {
    package func digest(by hash: ([UInt8]) -> [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let text = hash(bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}

extension Plan.Outcome {
    /// Of the bytes at one of a document's places.
    package init(encoded bytes: [UInt8]) throws(PlanError) {
        var reader = ByteReader(bytes)
        self = try Plan.Outcome(from: &reader)
        guard reader.isAtEnd else { throw .damaged }
    }

    fileprivate func write(to writer: inout ByteWriter) {
        writer.write(record)
        writer.write(version)
        writer.write(optional: parent) { $0.write($1) }
        status.write(to: &writer)
        writer.write(optional: profile) { $1.write(to: &$0) }
        writer.write(confidence)
        writer.write(list: evidence) { writer, one in
            writer.write(one.comparison)
            writer.write(one.level)
            writer.write(Int64(one.bits.hundredths))
        }
        writer.write(optional: runnerUp) { $1.write(to: &$0) }
        writer.write(optional: hasMoved) { $0.write($1) }
        writer.write(list: patch.entries) { $1.write(to: &$0) }
        writer.write(price)
        writer.write(optional: hold) { $0.write($1) }
        writer.write(list: followUps) { $1.write(to: &$0) }
        writer.write(optional: export) { writer, export in
            writer.write(optional: export.record) { $0.write($1) }
            writer.write(list: export.entries) { $1.write(to: &$0) }
        }
    }

    fileprivate init(from reader: inout ByteReader) throws(PlanError) {
        let record = try reader.id()
        let version = try reader.text()
        let parent = try reader.optional { (reader) throws(PlanError) in try reader.id() }
        self.init(record, version: version, try EnrichStatus(from: &reader))
        self.parent = parent
        profile = try reader.optional { (reader) throws(PlanError) in try ProfileID(from: &reader) }
        confidence = try reader.number()
        evidence = try reader.list { (reader) throws(PlanError) in try Evidence(from: &reader) }
        runnerUp = try reader.optional { (reader) throws(PlanError) in try ProfileID(from: &reader) }
        hasMoved = try reader.optional { (reader) throws(PlanError) in try reader.oneOf(Moved.self) }
        patch = Patch(try reader.list { (reader) throws(PlanError) in try Patch.Entry(from: &reader) })
        price = try reader.oneOf(Price.self)
        hold = try reader.optional { (reader) throws(PlanError) in try reader.oneOf(Hold.self) }
        followUps = try reader.list { (reader) throws(PlanError) in try FollowUp(from: &reader) }
        export = try reader.optional { (reader) throws(PlanError) in
            let record = try reader.optional { (reader) throws(PlanError) in try reader.id() }
            return Plan.Export(
                record,
                try reader.list { (reader) throws(PlanError) in try Patch.Entry(from: &reader) }
            )
        }
    }
}

extension EnrichStatus {
    fileprivate func write(to writer: inout ByteWriter) {
        switch self {
        case .matched: writer.write(0 as UInt8)
        case .companyOnly: writer.write(1 as UInt8)
        case .noMatch(let reason):
            writer.write(2 as UInt8)
            writer.write(reason)
        case .error(let words):
            writer.write(3 as UInt8)
            writer.write(words)
        }
    }

    fileprivate init(from reader: inout ByteReader) throws(PlanError) {
        switch try reader.byte() {
        case 0: self = .matched
        case 1: self = .companyOnly
        case 2: self = .noMatch(try reader.oneOf(NoMatchReason.self))
        case 3: self = .error(try reader.text())
        default: throw .damaged
        }
    }
}

extension ProfileID {
    fileprivate func write(to writer: inout ByteWriter) {
        writer.write(kind)
        writer.write(number)
    }

    fileprivate init(from reader: inout ByteReader) throws(PlanError) {
        self.init(try reader.oneOf(Kind.self), try reader.integer())
    }
}

extension Evidence {
    fileprivate init(from reader: inout ByteReader) throws(PlanError) {
        let (comparison, level) = (try reader.oneOf(Comparison.self), try reader.oneOf(Level.self))
        guard let hundredths = Int32(exactly: try reader.integer()) else { throw .damaged }
        self.init(comparison: comparison, level: level, bits: Bits(hundredths: hundredths))
    }
}

extension FollowUp {
    fileprivate func write(to writer: inout ByteWriter) {
        writer.write(kind)
        writer.write(cause)
        person.write(to: &writer)
        company.write(to: &writer)
        writer.write(linkedTo)
        writer.write(optional: record) { $0.write($1) }
        writer.write(version)
        writer.write(list: entries) { $1.write(to: &$0) }
        writer.write(price)
        writer.write(optional: gap) { $0.write($1) }
    }

    fileprivate init(from reader: inout ByteReader) throws(PlanError) {
        let (kind, cause) = (try reader.oneOf(Kind.self), try reader.oneOf(Cause.self))
        let (person, company) = (try ProfileID(from: &reader), try ProfileID(from: &reader))
        self.init(kind, because: cause, for: person, at: company, linkedTo: try reader.id())
        record = try reader.optional { (reader) throws(PlanError) in try reader.id() }
        version = try reader.text()
        entries = try reader.list { (reader) throws(PlanError) in try Patch.Entry(from: &reader) }
        price = try reader.oneOf(Price.self)
        gap = try reader.optional { (reader) throws(PlanError) in try reader.oneOf(Gap.self) }
    }
}
