import CPostgres

/// Rows in the text form of `COPY`, sent to the server piece by piece.
final class CopyBuffer {
    private let handle: OpaquePointer
    private var bytes: [UInt8] = []

    init(_ handle: OpaquePointer) {
        self.handle = handle
        bytes.reserveCapacity(CopyBuffer.size + 4096)
    }

    private static let size = 64 * 1024

    func append(_ value: SQLValue, isFirst: Bool) throws(DatabaseError) {
        switch value {
        case .text(var text):
            let outcome = text.withUTF8 { utf8 in
                Result { () throws(DatabaseError) in try append(utf8: utf8, isFirst: isFirst) }
            }
            try outcome.get()
            return
        default: break
        }
        separate(isFirst)
        switch value {
        case .null: bytes += "\\N".utf8
        case .integer(let number): bytes += String(number).utf8
        case .flag(let flag): bytes.append(flag ? UInt8(ascii: "t") : UInt8(ascii: "f"))
        case .real(let number):
            guard !number.isNaN else { throw .notANumber }
            bytes += String(number).utf8
        case .bytes(let blob):
            // The backslash of `\x` is written twice, since COPY reads one.
            bytes += "\\\\x".utf8
            for byte in blob {
                bytes.append(CopyBuffer.digits[Int(byte >> 4)])
                bytes.append(CopyBuffer.digits[Int(byte & 15)])
            }
        case .text: break
        }
    }

    func append(utf8 text: UnsafeBufferPointer<UInt8>, isFirst: Bool) throws(DatabaseError) {
        separate(isFirst)
        var start = 0
        for index in 0..<text.count {
            let letter: UInt8
            switch text[index] {
            case 14...91, 93...255, 1...8, 11...12: continue
            case 0: throw .nulInText
            case UInt8(ascii: "\t"): letter = UInt8(ascii: "t")
            case UInt8(ascii: "\n"): letter = UInt8(ascii: "n")
            case UInt8(ascii: "\r"): letter = UInt8(ascii: "r")
            default: letter = UInt8(ascii: "\\")
            }
            bytes.append(contentsOf: text[start..<index])
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(letter)
            start = index + 1
        }
        bytes.append(contentsOf: text[start...])
    }

    func endRow() throws(DatabaseError) {
        bytes.append(UInt8(ascii: "\n"))
        if bytes.count >= CopyBuffer.size { try flush() }
    }

    func flush() throws(DatabaseError) {
        let code = bytes.withUnsafeBytes { buffer in
            PQputCopyData(handle, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count))
        }
        guard code == 1 else { throw .connectionLost }
        bytes.removeAll(keepingCapacity: true)
    }

    private func separate(_ isFirst: Bool) {
        if !isFirst { bytes.append(UInt8(ascii: "\t")) }
    }

    private static let digits = Array("0123456789abcdef".utf8)
}
