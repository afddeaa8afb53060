import Testing

@testable import SampleData

struct SampleFileTests {
    private let world = SampleWorld(seed: 7, companies: 900, people: 700)

    @Test(
        "a file has the same bytes however many threads make it and however it is cut",
        arguments: SampleTable.allCases
    )
    func sameBytes(table: SampleTable) async throws {
        let file = SampleFile(table, of: world, records: 300, dirt: .heavy)
        let whole = file.header + file.bytes(of: 0..<file.rows)
        for (threads, rowsAtOnce) in [(1, 4096), (8, 64)] {
            var written: [UInt8] = []
            try await file.write(threads: threads, rowsAtOnce: rowsAtOnce) { written += $0 }
            #expect(written == whole)
        }
    }

    @Test("a file has the same bytes on every machine")
    func knownBytes() {
        let sums = SampleTable.allCases.map { table in
            SampleFile(table, of: world, records: 100, dirt: .mild).bytes(of: 0..<100)
                .reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        }
        #expect(sums == KnownSums.all)
    }

    @Test("another seed is another world")
    func otherSeed() {
        let other = SampleWorld(seed: 8, companies: 900, people: 700)
        #expect(
            SampleFile(.companies, of: world).bytes(of: 0..<5) != SampleFile(.companies, of: other).bytes(of: 0..<5)
        )
    }

    @Test("each row has as many cells as the header", arguments: SampleTable.allCases)
    func cells(table: SampleTable) {
        let file = SampleFile(table, of: world, records: 300, dirt: .heavy)
        let columns = table.header.split(separator: ",", omittingEmptySubsequences: false).count
        let text = String(decoding: file.bytes(of: 0..<min(300, file.rows)), as: UTF8.self)
        for line in text.split(separator: "\n") { #expect(Reading.cells(line).count == columns) }
    }
}

enum KnownSums {
    static let all: [UInt64] = [
        1_424_872_850_827_499_006, 10_819_252_640_810_756_108, 8_695_533_625_032_306_252, 16_200_490_087_120_828_281,
        5_436_963_734_158_334_913,
    ]
}

enum Reading {
    static func cells(_ line: Substring) -> [String] {
        var (cells, cell, isQuoted) = ([String](), "", false)
        for character in line.unicodeScalars {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted:
                cells.append(cell)
                cell = ""
            default: cell.unicodeScalars.append(character)
            }
        }
        return cells + [cell]
    }
}
