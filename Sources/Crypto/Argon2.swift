import CArgon2
import Glibc

/// Argon2id (RFC 9106), the function under passwords.
struct Argon2: Equatable {
    var memoryKiB: UInt32
    var passes: UInt32
    var lanes: UInt32

    func hash(
        _ password: [UInt8],
        salt: [UInt8],
        secret: [UInt8] = [],
        associated: [UInt8] = [],
        length: Int = 32
    ) throws(CryptoError) -> [UInt8] {
        var password = password
        var salt = salt
        var secret = secret
        var associated = associated
        var output = [UInt8](repeating: 0, count: length)
        let status = password.withUnsafeMutableBufferPointer { password in
            salt.withUnsafeMutableBufferPointer { salt in
                secret.withUnsafeMutableBufferPointer { secret in
                    associated.withUnsafeMutableBufferPointer { associated in
                        output.withUnsafeMutableBufferPointer { output in
                            var context = argon2_context(
                                out: output.baseAddress,
                                outlen: UInt32(output.count),
                                pwd: password.baseAddress,
                                pwdlen: UInt32(password.count),
                                salt: salt.baseAddress,
                                saltlen: UInt32(salt.count),
                                secret: secret.baseAddress,
                                secretlen: UInt32(secret.count),
                                ad: associated.baseAddress,
                                adlen: UInt32(associated.count),
                                t_cost: passes,
                                m_cost: memoryKiB,
                                lanes: lanes,
                                threads: 1,
                                version: UInt32(ARGON2_VERSION_13.rawValue),
                                allocate_cbk: Argon2.mapMemory,
                                free_cbk: Argon2.unmapMemory,
                                flags: 0
                            )
                            return argon2id_ctx(&context)
                        }
                    }
                }
            }
        }
        guard status == ARGON2_OK.rawValue else {
            let reason = argon2_error_message(status).map { String(cString: $0) } ?? "error \(status)"
            throw CryptoError(.library, "A password could not be hashed (\(reason)).")
        }
        return output
    }

    // The C library's allocator keeps blocks of this size for later; the megabytes go back to the system at once.
    private static let mapMemory: allocate_fptr = { memory, size in
        let mapped = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let memory, let mapped, mapped != MAP_FAILED else {
            return Int32(ARGON2_MEMORY_ALLOCATION_ERROR.rawValue)
        }
        memory.pointee = mapped.assumingMemoryBound(to: UInt8.self)
        return Int32(ARGON2_OK.rawValue)
    }

    private static let unmapMemory: deallocate_fptr = { memory, size in
        if let memory { munmap(memory, size) }
    }
}

/// A hash with its salt and parameters, as in `$argon2id$v=19$m=19456,t=2,p=1$…$…`.
struct PasswordHash: Equatable {
    var parameters: Argon2
    var salt: [UInt8]
    var hash: [UInt8]

    var text: String {
        "$argon2id$v=19$m=\(parameters.memoryKiB),t=\(parameters.passes),p=\(parameters.lanes)"
            + "$\(PasswordHash.encode(salt))$\(PasswordHash.encode(hash))"
    }

    init(parameters: Argon2, salt: [UInt8], hash: [UInt8]) {
        self.parameters = parameters
        self.salt = salt
        self.hash = hash
    }

    init(parsing text: String) throws(CryptoError) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0].isEmpty, parts[1] == "argon2id", parts[2] == "v=19",
            let parameters = PasswordHash.parameters(parts[3]),
            let salt = PasswordHash.decode(parts[4]), let hash = PasswordHash.decode(parts[5]),
            (8...64).contains(salt.count), (16...64).contains(hash.count)
        else {
            throw CryptoError(.malformed, "A stored password is not in a form that can be checked; set a new password.")
        }
        self.init(parameters: parameters, salt: salt, hash: hash)
    }

    private static func parameters(_ text: Substring) -> Argon2? {
        let values = text.split(separator: ",", omittingEmptySubsequences: false)
        guard values.count == 3, let memory = number(values[0], after: "m="),
            let passes = number(values[1], after: "t="), let lanes = number(values[2], after: "p="),
            // Bounds on what a row of the database can make this process spend.
            (8...1_048_576).contains(memory), (1...64).contains(passes), (1...16).contains(lanes), memory >= 8 * lanes
        else { return nil }
        return Argon2(memoryKiB: memory, passes: passes, lanes: lanes)
    }

    private static func number(_ text: Substring, after prefix: String) -> UInt32? {
        text.hasPrefix(prefix) ? UInt32(text.dropFirst(prefix.count)) : nil
    }

    // The format uses the standard alphabet without padding.
    private static func encode(_ bytes: [UInt8]) -> String {
        String(Base64.encode(bytes).prefix { $0 != "=" })
    }

    private static func decode(_ text: Substring) -> [UInt8]? {
        Base64.decode(text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4))
    }
}
