/// What a job title tells: how high, in which department, doing what. Three bytes.
package struct JobTitle: BitwiseCopyable, Sendable, Hashable {
    package enum Level: UInt8, BitwiseCopyable, Sendable, CaseIterable, Comparable {
        case unknown, staff, manager, director, vp, cLevel

        package static func < (one: Level, other: Level) -> Bool { one.rawValue < other.rawValue }
    }

    package var level: Level
    /// Indexes of `JobTitle.departments` and `JobTitle.functions`; 0 is unknown.
    package var department: UInt8
    package var function: UInt8

    package static let unknown = JobTitle(level: .unknown, department: 0, function: 0)
    package static var departments: [String] { JobWords.shared.departments }
    package static var functions: [String] { JobWords.shared.functions }

    package init(level: Level, department: UInt8, function: UInt8) {
        (self.level, self.department, self.function) = (level, department, function)
    }

    package init(_ title: String) {
        var reader = JobTitleReader()
        let bytes = Array(title.utf8)
        self = reader.read(bytes.span)
    }
}

/// Reads job titles; one for each thread, again and again.
package struct JobTitleReader: Sendable {
    private var folded = [UInt8](repeating: 0, count: Folding.room)
    private var reader = TokenReader()
    private let words = JobWords.shared

    package init() {}

    package mutating func read(_ title: Span<UInt8>) -> JobTitle {
        let count = Folding.shared.fold(title, into: &folded)
        let source = folded
        reader.read(source.span, count: count)
        var answer = JobTitle.unknown
        var isLowered = false
        var functionRank: UInt32 = 0
        var index = 0
        while index < reader.tokens.count {
            let (meaning, taken) = longest(from: index)
            if meaning & JobWords.lowers != 0 { isLowered = true }
            let level = JobTitle.Level(rawValue: UInt8(meaning & 0xFF)) ?? .unknown
            // The one who assists the director is no director.
            if level > answer.level { answer.level = level }
            let function = UInt8(meaning >> 8 & 0xFF)
            let rank = function == 0 ? 0 : JobWords.rank(of: meaning, words: taken)
            if rank > functionRank {
                functionRank = rank
                answer.function = function
                answer.department = words.department[Int(function)]
            }
            index += taken
        }
        if isLowered { answer.level = lower(answer.level) }
        return answer
    }

    private func lower(_ level: JobTitle.Level) -> JobTitle.Level {
        switch level {
        case .cLevel, .vp: .director
        case .director: .manager
        default: .staff
        }
    }

    /// What the longest phrase that begins at this word means, and how many words it has.
    private func longest(from first: Int) -> (UInt32, Int) {
        var count = min(words.longest, reader.tokens.count - first)
        let bytes = reader.bytes
        let start = reader.tokens[first].start
        while count > 0 {
            let end = reader.tokens[first + count - 1].end
            let meaning = words.words.meaning(of: bytes.span, start..<end)
            if meaning != 0 { return (meaning, count) }
            count -= 1
        }
        // Chinese and Japanese titles are written in one word: its end tells the level, its beginning the work.
        if bytes[start] >= 0xE0 { return (parts(of: bytes, start..<reader.tokens[first].end), 1) }
        return (0, 1)
    }

    private func parts(of bytes: [UInt8], _ range: Range<Int>) -> UInt32 {
        var answer: UInt32 = 0
        var start = range.lowerBound
        while start < range.upperBound {
            var taken = 3
            for length in [15, 12, 9, 6, 3] where start + length <= range.upperBound {
                let meaning = words.words.meaning(of: bytes.span, start..<start + length)
                guard meaning != 0 else { continue }
                answer =
                    max(answer & 0xFF, meaning & 0xFF) | (answer & 0xFF00 != 0 ? answer : meaning) & 0xFF00
                    | (answer | meaning) & JobWords.lowers | meaning & JobWords.isLeading
                taken = length
                break
            }
            start += taken
        }
        return answer
    }
}

/// The tables of words in titles, read once from their list.
struct JobWords: Sendable {
    static let shared = JobWords()
    static let lowers: UInt32 = 1 << 16
    /// The function is of one who leads the whole house, and yields to any other.
    static let isLeading: UInt32 = 1 << 17

    private(set) var words = WordTable(capacity: 4096)
    private(set) var departments = [""]
    private(set) var functions = [""]
    private(set) var department: [UInt8] = [0]
    private(set) var longest = 1

    /// Phrases tell more than words, and a certain work more than leading or assisting.
    static func rank(of meaning: UInt32, words: Int) -> UInt32 {
        meaning & isLeading != 0 ? 1 : UInt32(words) + 1
    }

    private init() {
        var meanings: [[UInt8]: UInt32] = [:]
        var reader = TokenReader()
        for line in JobTitleList.levels.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            let level = JobTitle.Level.allCases.first { "\($0)" == parts[0] } ?? .unknown
            for spelling in parts[1].split(separator: "|") {
                let word = phrase(spelling, &reader)
                meanings[word] = max(meanings[word] ?? 0, UInt32(level.rawValue))
            }
        }
        for spelling in JobTitleList.lowering.split(separator: "|") {
            meanings[phrase(spelling, &reader), default: 0] |= JobWords.lowers
        }
        for line in JobTitleList.functions.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            let names = parts[0].split(separator: "/").map { String($0) }
            if departments.last != names[0] { departments.append(names[0]) }
            functions.append(names[1])
            department.append(UInt8(departments.count - 1))
            let leading = names[0] == "General management" ? JobWords.isLeading : 0
            for spelling in parts[1].split(separator: "|") {
                let word = phrase(spelling, &reader)
                guard meanings[word, default: 0] & 0xFF00 == 0 else { continue }
                meanings[word, default: 0] |= UInt32(functions.count - 1) << 8 | leading
            }
        }
        // "Product manager" is a work by its whole and a level by its words.
        for (word, meaning) in meanings where meaning & 0xFF == 0 && word.contains(0x20) {
            let levels = word.split(separator: 0x20).map { (meanings[Array($0)] ?? 0) & 0xFF }
            meanings[word] = meaning | (levels.max() ?? 0)
        }
        for (word, meaning) in meanings { words.insert(word, meaning) }
    }

    private mutating func phrase(_ text: Substring, _ reader: inout TokenReader) -> [UInt8] {
        let folded = Folding.shared.folded(String(text))
        reader.read(folded.span, count: folded.count)
        longest = max(longest, reader.tokens.count)
        let parts = reader.tokens.map { reader.bytes[$0.start..<$0.end] }
        return Array(parts.joined(separator: [0x20]))
    }
}
