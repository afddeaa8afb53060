import COpenSSL

/// A public key in the making, from the numbers that others publish of it.
struct PublicKeyParts: ~Copyable {
    private let builder: OpaquePointer
    /// The builder only points to them until the key is made.
    private var numbers: [OpaquePointer] = []

    init() throws(CryptoError) {
        guard let builder = OSSL_PARAM_BLD_new() else { throw .library("begin a key") }
        self.builder = builder
    }

    deinit {
        OSSL_PARAM_BLD_free(builder)
        for number in numbers { BN_free(number) }
    }

    /// A whole number, most significant byte first.
    mutating func add(_ name: StaticString, number bytes: [UInt8]) throws(CryptoError) {
        guard let number = BN_bin2bn(bytes, Int32(bytes.count), nil) else { throw .library("read a number of a key") }
        numbers.append(number)
        guard OSSL_PARAM_BLD_push_BN(builder, PublicKeyParts.text(name), number) == 1 else {
            throw .library("take a number of a key")
        }
    }

    /// The key, or nil where the parts make none. The builder does not copy the point: the key is made while it lives.
    consuming func key(
        _ kind: StaticString,
        group: StaticString? = nil,
        point: [UInt8] = []
    ) throws(CryptoError) -> KeyHandle? {
        if let group {
            let name = PublicKeyParts.text(group)
            guard OSSL_PARAM_BLD_push_utf8_string(builder, PublicKeyParts.text("group"), name, 0) == 1 else {
                throw .library("name the curve of a key")
            }
        }
        let key = try point.withUnsafeBufferPointer { (point) throws(CryptoError) -> OpaquePointer? in
            if !point.isEmpty,
                OSSL_PARAM_BLD_push_octet_string(builder, PublicKeyParts.text("pub"), point.baseAddress, point.count)
                    != 1
            {
                throw .library("take the point of a key")
            }
            return try made(PublicKeyParts.text(kind))
        }
        return key.map { KeyHandle(owning: $0) }
    }

    private func made(_ kind: UnsafePointer<CChar>) throws(CryptoError) -> OpaquePointer? {
        guard let parameters = OSSL_PARAM_BLD_to_param(builder) else { throw .library("gather a key") }
        defer { OSSL_PARAM_free(parameters) }
        guard let context = EVP_PKEY_CTX_new_from_name(nil, kind, nil) else { throw .library("begin a key") }
        defer { EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        if EVP_PKEY_fromdata_init(context) == 1, copenssl_public_key(context, &key, parameters) == 1 { return key }
        ERR_clear_error()
        return nil
    }

    /// A literal is an ended C string for as long as the program runs; the builder keeps the names of parameters as
    /// pointers.
    private static func text(_ name: StaticString) -> UnsafePointer<CChar> {
        UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    }
}
