@testable import HTTP

/// Where a request's body ends, and what is in it.
let bodyTargets: [FuzzTarget] = [
    FuzzTarget("form") { bytes in
        guard let form = Query(parsing: bytes) else { return }
        check(form.pairs.count <= 1000, "a form has a limit")
        check(Query(parsing: Array(form.encoded.utf8)) == form, "a form reads back")
        for (name, _) in form.pairs {
            check(form.contains(name) && form[name] == form.all(name).first, "a field is found by its name")
        }
    },
    FuzzTarget("multipart") { bytes in
        // The first bytes say where the body is cut, and its boundary.
        let cuts = bytes.prefix(2).map(Int.init)
        guard cuts.count == 2, let end = bytes.dropFirst(2).firstIndex(of: 10) else { return }
        let boundary = String(decoding: bytes[2..<end], as: UTF8.self)
        let body = Array(bytes[(end + 1)...])
        let whole = parts(of: [body], boundary)
        let second = min(body.count, cuts[0] + cuts[1])
        let first = min(second, cuts[0])
        let pieces = [body[..<first], body[first..<second], body[second...]].map(Array.init)
        check(parts(of: pieces, boundary) == whole, "parts come out the same wherever the body is cut")
        check(parts(of: body.map { [$0] }, boundary) == whole, "even byte by byte")
        guard let whole else { return }
        check(whole.reduce(0) { $0 + $1.content.count } <= body.count, "nothing is made up")
        let delimiter = Array(("\r\n--" + boundary).utf8)
        for part in whole {
            check(!part.content.contains(delimiter), "no boundary stands inside a part")
            check(!part.head.name.utf8.contains { $0 == 13 || $0 == 10 }, "a name is one line")
        }
    },
    FuzzTarget("framing") { bytes in
        var fields = Fields()
        for line in bytes.split(separator: 10) {
            let names: [FieldName] = [.host, .contentLength, .transferEncoding]
            fields.append(names[Int(line[line.startIndex]) % 3], String(decoding: line.dropFirst(), as: UTF8.self))
        }
        let lengths = fields.values(of: .contentLength)
        let codings = fields.values(of: .transferEncoding)
        for isOld in [false, true] {
            let framing = RequestHead.framing(of: fields, isOld: isOld)
            switch framing {
            case .length(let length):
                check(lengths.count == 1 && codings.isEmpty, "a length stands alone")
                check(lengths[0].drop { $0 == "0" } == String(length), "a length is what is written, in digits")
            case .chunked:
                check(lengths.isEmpty && codings.count == 1 && !isOld, "chunks stand alone")
                check(codings[0].lowercased() == "chunked", "no other coding passes for chunks")
            case .none:
                check(codings.isEmpty && lengths.allSatisfy { Int($0) == 0 }, "no body is passed over")
            case .refused: continue
            }
            let hosts = fields.values(of: .host).count
            check(hosts == 1 || isOld && hosts == 0, "a request has one host")
        }
    },
]

private struct ReadPart: Equatable {
    let head: MultipartParser.Part
    var content: [UInt8] = []
    var isWhole = false
}

/// The parts with their bytes put together; nil when the body is refused.
private func parts(of pieces: [[UInt8]], _ boundary: String) -> [ReadPart]? {
    guard var parser = try? MultipartParser(boundary: boundary) else { return nil }
    var parts: [ReadPart] = []
    for piece in pieces {
        guard let events = try? parser.add(piece) else { return nil }
        for event in events {
            switch event {
            case .part(let head):
                check(parts.last?.isWhole ?? true, "a part ends before the next begins")
                parts.append(ReadPart(head: head))
            case .bytes(let bytes): parts[parts.count - 1].content += bytes
            case .endOfPart: parts[parts.count - 1].isWhole = true
            }
        }
    }
    guard (try? parser.finish()) != nil else { return nil }
    check(parts.last?.isWhole ?? true, "a part that is not whole is refused")
    return parts
}
