import COpenSSL

/// One `EVP_PKEY`: an asymmetric key, private or public.
///
/// `@unchecked`: OpenSSL counts references atomically and only reads a key when it signs or verifies with it, each call
/// with a context of its own; nothing here changes a key after it was made.
struct KeyHandle: ~Copyable, @unchecked Sendable {
    let pointer: OpaquePointer

    /// Takes the key over; it is freed with this value.
    init(owning pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit { EVP_PKEY_free(pointer) }

    var isRSA: Bool { EVP_PKEY_get_base_id(pointer) == EVP_PKEY_RSA }
    var bits: Int { Int(EVP_PKEY_get_bits(pointer)) }
}

/// A key that several values share.
final class SharedKey: Sendable {
    let handle: KeyHandle

    init(_ handle: consuming KeyHandle) {
        self.handle = handle
    }
}

/// One `BIO` in memory: OpenSSL's way to read and write text.
struct MemoryBuffer: ~Copyable {
    let pointer: OpaquePointer

    init() throws(CryptoError) {
        guard let pointer = BIO_new(BIO_s_mem()) else { throw .library("make a buffer") }
        self.pointer = pointer
    }

    init(_ bytes: [UInt8]) throws(CryptoError) {
        guard let pointer = BIO_new(BIO_s_mem()) else { throw .library("make a buffer") }
        guard bytes.isEmpty || BIO_write(pointer, bytes, Int32(bytes.count)) == bytes.count else {
            BIO_free_all(pointer)
            throw .library("fill a buffer")
        }
        self.pointer = pointer
    }

    deinit { BIO_free_all(pointer) }

    var bytes: [UInt8] {
        var start: UnsafeMutablePointer<CChar>?
        let count = copenssl_bio_bytes(pointer, &start)
        guard let start, count > 0 else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: count))
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// One `EVP_MD_CTX`: a signature being made or checked.
struct SignatureContext: ~Copyable {
    let pointer: OpaquePointer

    init() throws(CryptoError) {
        guard let pointer = EVP_MD_CTX_new() else { throw .library("begin a signature") }
        self.pointer = pointer
    }

    deinit { EVP_MD_CTX_free(pointer) }
}
