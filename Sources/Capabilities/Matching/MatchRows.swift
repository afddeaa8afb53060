import Matching

/// Writes the rows of answers as CSV.
struct MatchRows {
    private var bytes: [UInt8] = []
    private let explains: Bool

    init(explains: Bool) {
        self.explains = explains
        bytes.reserveCapacity(1 << 16)
    }

    mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    mutating func writeHeader() {
        add("Id,status,reason,confidence,company_id,company_source_id,person_id,person_source_id")
        if explains { add(",score,evidence,runner_up,runner_up_score,why_not,change") }
        bytes.append(0x0A)
    }

    mutating func write(_ answer: RecordAnswer, id: [UInt8], _ index: CatalogueIndex) {
        cell(id)
        next()
        add(answer.status.rawValue)
        next()
        if answer.status != .matched, let reason = answer.reason { add(reason.rawValue) }
        next()
        add(answer.confidence)
        next()
        if let company = answer.company {
            add(Int(company))
            next()
            index.withCompanySource(company) { cell($0) }
        } else {
            next()
        }
        next()
        if let person = answer.person {
            add(Int(person))
            next()
            index.withPersonSource(person) { cell($0) }
        } else {
            next()
        }
        if explains { explain(answer) }
        bytes.append(0x0A)
    }

    private mutating func explain(_ answer: RecordAnswer) {
        let best = answer.personMatch?.best ?? answer.companyMatch?.best
        let second = answer.personMatch == nil ? answer.companyMatch?.runnerUp : answer.personMatch?.runnerUp
        next()
        if let best { add(best.score.text) }
        next()
        if let best { cell(best.sentence) }
        next()
        if let second { add(Int(second.number)) }
        next()
        if let second { add(second.score.text) }
        next()
        if let best, let second { cell(second.difference(to: best)) }
        next()
        if answer.status == .none, let change = answer.companyMatch?.change { cell(change.text) }
    }

    // MARK: Cells

    private mutating func next() { bytes.append(0x2C) }

    private mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func add(_ number: Int) {
        guard number >= 10 else {
            if number < 0 { return add(String(number)) }
            return bytes.append(0x30 + UInt8(number))
        }
        let start = bytes.count
        var rest = number
        while rest > 0 {
            bytes.append(0x30 + UInt8(rest % 10))
            rest /= 10
        }
        bytes[start...].reverse()
    }

    private mutating func cell(_ text: String) { cell(Array(text.utf8)) }

    /// In quotes only where it needs them.
    private mutating func cell(_ text: some Collection<UInt8>) {
        let isPlain = !text.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
        if isPlain { return bytes.append(contentsOf: text) }
        bytes.append(0x22)
        for byte in text {
            if byte == 0x22 { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(0x22)
    }
}

extension Bits {
    /// In bits, to a hundredth.
    var text: String {
        let sign = hundredths < 0 ? "-" : ""
        let size = hundredths.magnitude
        return "\(sign)\(size / 100).\(size % 100 < 10 ? "0" : "")\(size % 100)"
    }
}

extension Candidate {
    /// `prior -16.61; name same +18.10; …`: what adds up to the score.
    var sentence: String {
        (["prior \(prior.text)"] + evidence.map { "\($0.comparison) \($0.level) \($0.bits.text)" })
            .joined(separator: "; ")
    }

    /// In what this one has less than the better.
    func difference(to better: Candidate) -> String {
        Comparison.allCases.compactMap { comparison in
            let less = better.tally.bits(comparison) - tally.bits(comparison)
            guard less.hundredths >= 50 else { return nil }
            return "\(comparison) \(tally.level(comparison)) \(less.text) less"
        }.joined(separator: "; ")
    }
}
