/// The words of one name while its legal forms are being looked for.
struct CompanyWordRow {
    private struct Word {
        var start: Int
        var end: Int
        var meaning: CompanyWord
        var isAside: Bool
        var isDropped = false
    }

    private(set) var bytes: [UInt8] = []
    private var row: [Word] = []
    /// Words were taken from between others, so that what is left may mean something else together.
    private(set) var mayChange = false

    init() {
        bytes.reserveCapacity(2048)
        row.reserveCapacity(TokenReader.most * 2)
    }

    /// Looks each word up, and writes out what is abbreviated.
    mutating func fill(from reader: borrowing TokenReader, _ tables: borrowing CompanyWords) {
        bytes.removeAll(keepingCapacity: true)
        row.removeAll(keepingCapacity: true)
        mayChange = false
        for index in reader.tokens.indices {
            let token = reader.tokens[index]
            guard row.count < TokenReader.most else { break }
            if token.isAside, case let form = tables.bracketed.meaning(of: reader.bytes.span, token.start..<token.end),
                form > 0
            {
                append(reader.bytes, token.start..<token.end, form: UInt8(form), true)
                continue
            }
            if reader.bytes[token.start] >= 0x80 || hasAttached(reader.bytes.span, token.start..<token.end, tables) {
                divide(reader.bytes, token.start..<token.end, token.isAside, tables)
                continue
            }
            var meaning = CompanyWord(bits: tables.words.meaning(of: reader.bytes.span, token.start..<token.end))
            // The end of a web address is no word of the name.
            if meaning.has(CompanyWord.web), token.followsDot, index > 0 { continue }
            let start = bytes.count
            if meaning.word > 0 {
                let canonical = meaning.word - 1
                tables.canonical.write(canonical, to: &bytes)
                meaning.bits = meaning.bits & 0x1FFF | tables.canonicalMeanings[canonical]
            } else {
                bytes.append(contentsOf: reader.bytes[token.start..<token.end])
            }
            row.append(Word(start: start, end: bytes.count, meaning: meaning, isAside: token.isAside))
            bytes.append(0x20)
        }
    }

    /// Whether a word in Latin letters is Korean or Thai that was written without a blank before its legal form.
    private func hasAttached(_ source: Span<UInt8>, _ range: Range<Int>, _ tables: borrowing CompanyWords) -> Bool {
        guard range.count >= 9 else { return false }
        for form in tables.attachedPlain.indices where tables.attachedPlain.count(form) < range.count {
            let count = tables.attachedPlain.count(form)
            if tables.attachedPlain.isWord(form, source, range.prefix(count))
                || tables.attachedPlain.isWord(form, source, range.suffix(count))
            {
                return true
            }
        }
        return false
    }

    /// Takes legal forms and common words off both ends of a word in a script that writes no blanks.
    private mutating func divide(
        _ source: [UInt8],
        _ range: Range<Int>,
        _ isAside: Bool,
        _ tables: borrowing CompanyWords
    ) {
        var middle = range
        var behind: [(range: Range<Int>, form: UInt8)] = []
        var isCut = true
        while isCut, row.count + behind.count < TokenReader.most - 1 {
            isCut = false
            if tables.attached.contains(where: { source[middle].elementsEqual($0.bytes) }) { break }
            for index in tables.attached.indices {
                let length = tables.attached[index].bytes.count
                guard length < middle.count else { continue }
                if source[middle.prefix(length)].elementsEqual(tables.attached[index].bytes) {
                    append(source, middle.prefix(length), form: tables.attached[index].form, isAside)
                    middle = middle.dropFirst(length)
                    isCut = true
                    break
                }
                if source[middle.suffix(length)].elementsEqual(tables.attached[index].bytes) {
                    behind.append((middle.suffix(length), tables.attached[index].form))
                    middle = middle.dropLast(length)
                    isCut = true
                    break
                }
            }
        }
        // There was no room to go on; where a name has fewer words then, there is.
        if isCut { mayChange = true }
        let whole = tables.attached.first { source[middle].elementsEqual($0.bytes) }
        let known = tables.words.meaning(of: source.span, middle)
        append(source, middle, form: whole?.form ?? 0, isAside, known: known)
        for part in behind.reversed() { append(source, part.range, form: part.form, isAside) }
    }

    private mutating func append(
        _ source: [UInt8],
        _ range: Range<Int>,
        form: UInt8,
        _ isAside: Bool,
        known: UInt32 = 0
    ) {
        let start = bytes.count
        bytes.append(contentsOf: source[range])
        let meaning = form == 0 ? known : UInt32(form) | CompanyWord.any
        row.append(Word(start: start, end: bytes.count, meaning: CompanyWord(bits: meaning), isAside: isAside))
        bytes.append(0x20)
    }

    /// Makes one word of those that are a legal form, or the mark of another name, together.
    mutating func findPhrases(_ tables: borrowing CompanyWords) {
        var index = 0
        while index < row.count {
            defer { index += 1 }
            guard row[index].meaning.has(CompanyWord.begins) else { continue }
            var last = min(row.count, index + row[index].meaning.phrase) - 1
            while last > index {
                let meaning = tables.phrases.meaning(of: bytes.span, row[index].start..<row[last].end)
                if meaning != 0 {
                    row[index].end = row[last].end
                    row[index].meaning = CompanyWord(bits: meaning)
                    row.removeSubrange(index + 1...last)
                    break
                }
                last -= 1
            }
        }
    }

    /// Cuts out what follows *formerly* or *doing business as*, up to the end of its bracket.
    mutating func takeAlias() -> (bytes: Range<Int>, isFormer: Bool)? {
        func isMarker(_ word: Word) -> Bool { word.meaning.has(CompanyWord.trading | CompanyWord.former) }
        while let first = row.first, row.count > 1, isMarker(first) {
            row.removeFirst()
            mayChange = true
        }
        guard let marker = row.indices.dropFirst().first(where: { isMarker(row[$0]) }), marker + 1 < row.count else {
            return nil
        }
        let isFormer = row[marker].meaning.has(CompanyWord.former)
        var last = marker + 1
        while last + 1 < row.count, !row[marker].isAside || row[last + 1].isAside { last += 1 }
        let range = row[marker + 1].start..<row[last].end
        if last + 1 < row.count { mayChange = true }
        row.removeSubrange(marker...last)
        return (range, isFormer)
    }

    /// The first letters of the words that are no legal form, packed as `NameKeys` packs them; 0 for a single word.
    var initials: UInt64 {
        var packed: UInt64 = 0
        var count = 0
        for word in row where !word.isDropped || word.meaning.isStop && !word.meaning.isLegal {
            guard count < NameKeys.mostInitials else { break }
            packed = NameKeys.next(packed, bytes[word.start])
            count += 1
        }
        return count > 1 ? packed : 0
    }

    /// Marks legal forms and stop words as dropped as long as a word of the name itself is left; answers the first form.
    mutating func dropForms() -> UInt8 {
        var form: UInt8 = 0
        var left = row.count { !$0.meaning.isStop || $0.meaning.isLegal }
        func drop(_ index: Int, _ row: inout [Word]) {
            row[index].isDropped = true
            left -= 1
            if form == 0 { form = row[index].meaning.form }
        }
        for index in row.indices.reversed() where left > 1 && row[index].meaning.has(CompanyWord.any) {
            drop(index, &row)
        }
        var isCut = true
        while isCut {
            isCut = false
            var index = row.count - 1
            while left > 1, index >= 0 {
                let word = row[index]
                if !word.isDropped, word.meaning.has(CompanyWord.end) {
                    drop(index, &row)
                    isCut = true
                } else if !word.isDropped, !word.isAside, !word.meaning.has(CompanyWord.place | CompanyWord.stop) {
                    break
                }
                index -= 1
            }
            index = 0
            while left > 1, index < row.count {
                let word = row[index]
                if !word.isDropped, word.meaning.has(CompanyWord.start) {
                    drop(index, &row)
                    isCut = true
                } else if !word.isDropped, !word.meaning.isStop {
                    break
                }
                index += 1
            }
        }
        if row.contains(where: { !$0.isDropped && !$0.meaning.isStop }) {
            for index in row.indices where row[index].meaning.isStop { row[index].isDropped = true }
        }
        return form
    }

    mutating func write(to text: inout [UInt8], _ tokens: inout [NameToken]) {
        text.removeAll(keepingCapacity: true)
        tokens.removeAll(keepingCapacity: true)
        var hasGap = false
        var hasMeaning = false
        for word in row {
            if word.isDropped {
                hasGap = hasGap || !tokens.isEmpty
                continue
            }
            guard text.count + word.end - word.start < 255 else {
                mayChange = true
                break
            }
            if !text.isEmpty { text.append(0x20) }
            let start = text.count
            var skeleton = Skeleton()
            var hasDigit = false
            for position in word.start..<word.end {
                let byte = bytes[position]
                skeleton.add(byte)
                hasDigit = hasDigit || TokenReader.isDigit(byte)
                text.append(byte)
            }
            var kind: NameToken.Kind = hasDigit ? .number : []
            if word.meaning.has(CompanyWord.place) { kind.insert(.place) }
            if word.isAside { kind.insert(.aside) }
            if word.end - word.start == 1, !hasDigit {
                kind.insert(.initial)
                if let last = tokens.last, last.kind.contains(.initial) { mayChange = true }
            }
            hasMeaning = hasMeaning || word.meaning.bits != 0
            tokens.append(
                NameToken(
                    hash: skeleton.value,
                    start: UInt8(start),
                    length: UInt8(text.count - start),
                    kind: kind,
                    form: word.meaning.isLegal ? word.meaning.form : 0
                )
            )
        }
        if hasGap, hasMeaning { mayChange = true }
    }
}
