import Foundation
@testable import HTTP
import Telemetry

/// What a request brings: its line, its fields, its form.
let messageTargets: [FuzzTarget] = [
    .text("percent-coding") { text in
        check(PercentCoding.decode(PercentCoding.encode(text)) == text, "what is encoded decodes to the same")
        check(PercentCoding.decodeForm(PercentCoding.encode(text)) == text, "the same in a form")
        _ = PercentCoding.decode(text)
        _ = PercentCoding.decodeForm(text)
    },
    .text("query") { text in
        guard let query = Query(parsing: text) else { return }
        check(Query(parsing: query.encoded) == query, "a query reads back")
    },
    FuzzTarget("request-target") { bytes in
        let target = bytes.withUnsafeBufferPointer { Target(parsing: $0) }
        guard target.fault == nil else { return }
        for segment in target.segments {
            check(segment != "." && segment != "..", "no segment steps upwards")
            check(!segment.utf8.contains { $0 < 0x20 || $0 == 0x7F }, "no segment has a control character")
        }
        _ = target.query
    },
    FuzzTarget("fields") { bytes in
        var fields = Fields()
        var sent = 0
        for line in bytes.split(separator: 10) {
            let halves = line.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2 else { continue }
            fields.append(
                FieldName(String(decoding: halves[0], as: UTF8.self)),
                String(decoding: halves[1], as: UTF8.self)
            )
            sent += 1
        }
        check(fields.count == sent && fields.map(\.name).count == sent, "no field is lost")
        for (name, value) in fields {
            check(name.text.utf8.allSatisfy(FieldName.mayContain), "a name from outside holds what a name may hold")
            check(!value.utf8.contains { $0 < 0x20 || $0 == 0x7F }, "a value can always be sent")
            check(fields.values(of: name).contains(value), "a field is found by its name")
        }
        for name in [FieldName.accept, .cookie, .ifNoneMatch] { _ = fields.list(name) }
        _ = RequestHead.framing(of: fields, isOld: bytes.count % 2 == 0)
        for name in fields.map(\.name) { fields.removeAll(name) }
        check(fields.isEmpty, "every field can be taken out")
    },
    .text("cookies") { text in
        _ = Cookies([text])["session"]
        let line = SetCookie(text, text, isSecure: true).description
        check(!line.utf8.contains { $0 < 0x20 || $0 == 0x7F }, "no cookie begins another field")
        check(line.split(separator: ";").count == 5, "no cookie brings attributes of its own")
    },
    .text("media-type") { text in
        _ = MediaType.isCompressible(text)
        guard let type = MediaType(parsing: text) else { return }
        check(MediaType(parsing: type.description) == type, "a media type reads back")
    },
    .text("entity-tag") { text in
        let tag = EntityTag(text)
        check(EntityTag(parsing: tag.description) == tag, "a tag reads back")
        check(tag.isNamed(inNoneMatch: tag.description), "a tag is found where it is named")
        _ = tag.isNamed(inNoneMatch: text)
        _ = tag.isNamed(inMatch: text)
        _ = EntityTag(parsing: text)
    },
    .text("content-coding") { _ = ContentCoding.negotiated(for: $0) },
    .text("http-date") { text in
        guard let moment = HTTPDate.read(text) else { return }
        check(HTTPDate.read(HTTPDate.write(moment)) == moment, "a date reads back")
    },
    .text("request-id") { text in
        guard let id = RequestID(text) else { return }
        check(!id.description.utf8.contains { $0 <= 0x20 || $0 >= 0x7F }, "an id can stand in a field and in a log")
    },
]
