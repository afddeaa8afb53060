import COpenSSL

/// AES-256 in Galois/counter mode, one message at a time.
struct AES: ~Copyable {
    static let keyLength = 32
    static let nonceLength = 12
    static let tagLength = 16

    private let context: OpaquePointer

    private init() throws(CryptoError) {
        guard let context = EVP_CIPHER_CTX_new() else { throw .library("begin a cipher") }
        self.context = context
    }

    deinit { EVP_CIPHER_CTX_free(context) }

    /// The cipher text followed by the tag.
    static func seal(
        _ plain: [UInt8],
        key: [UInt8],
        nonce: [UInt8],
        authenticating context: [UInt8]
    ) throws(CryptoError) -> [UInt8] {
        let aes = try AES()
        var sealed = [UInt8](repeating: 0, count: plain.count)
        var tag = [UInt8](repeating: 0, count: tagLength)
        var length: Int32 = 0
        guard EVP_EncryptInit_ex(aes.context, EVP_aes_256_gcm(), nil, key, nonce) == 1,
            EVP_EncryptUpdate(aes.context, nil, &length, context, Int32(context.count)) == 1,
            EVP_EncryptUpdate(aes.context, &sealed, &length, plain, Int32(plain.count)) == 1,
            EVP_EncryptFinal_ex(aes.context, nil, &length) == 1,
            EVP_CIPHER_CTX_ctrl(aes.context, EVP_CTRL_AEAD_GET_TAG, Int32(tagLength), &tag) == 1
        else { throw .library("seal a value") }
        return sealed + tag
    }

    /// The plain text, or nil when key, nonce, context, text and tag do not belong together.
    static func open(
        _ sealed: ArraySlice<UInt8>,
        key: [UInt8],
        nonce: [UInt8],
        authenticating context: [UInt8]
    ) throws(CryptoError) -> [UInt8]? {
        guard sealed.count >= tagLength else { return nil }
        let aes = try AES()
        let text = Array(sealed.dropLast(tagLength))
        var tag = Array(sealed.suffix(tagLength))
        var plain = [UInt8](repeating: 0, count: text.count)
        var length: Int32 = 0
        guard EVP_DecryptInit_ex(aes.context, EVP_aes_256_gcm(), nil, key, nonce) == 1,
            EVP_DecryptUpdate(aes.context, nil, &length, context, Int32(context.count)) == 1,
            EVP_DecryptUpdate(aes.context, &plain, &length, text, Int32(text.count)) == 1,
            EVP_CIPHER_CTX_ctrl(aes.context, EVP_CTRL_AEAD_SET_TAG, Int32(tagLength), &tag) == 1
        else { throw .library("open a value") }
        guard EVP_DecryptFinal_ex(aes.context, nil, &length) == 1 else {
            ERR_clear_error()
            return nil
        }
        return plain
    }
}
