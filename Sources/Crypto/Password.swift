import Glibc

/// Passwords, kept as Argon2id hashes only.
package enum Password {
    /// What computing a hash costs, us and whoever guesses.
    package struct Strength: Sendable, Equatable {
        package let memoryKiB: UInt32
        package let passes: UInt32

        package init(memoryKiB: UInt32, passes: UInt32) {
            self.memoryKiB = memoryKiB
            self.passes = passes
        }

        /// 19 MiB and two passes: a hundredth of a second or two here, costly for whoever guesses by the billion.
        package static let standard = Strength(memoryKiB: 19 * 1024, passes: 2)

        var parameters: Argon2 { Argon2(memoryKiB: memoryKiB, passes: passes, lanes: 1) }
    }

    /// The hash to store, which holds its own salt and parameters.
    package static func hash(_ password: Secret, strength: Strength = .standard) async throws(CryptoError) -> String {
        try await threads.run { () -> Result<String, CryptoError> in
            Result { () throws(CryptoError) in
                let salt = Random.bytes(16)
                let hash = try strength.parameters.hash(Array(password.reveal().utf8), salt: salt)
                return PasswordHash(parameters: strength.parameters, salt: salt, hash: hash).text
            }
        }
    }

    /// Whether this is the password whose hash was stored.
    package static func verify(_ password: Secret, against stored: String) async throws(CryptoError) -> Bool {
        let stored = try PasswordHash(parsing: stored)
        return try await threads.run { () -> Result<Bool, CryptoError> in
            Result { () throws(CryptoError) in
                let hash = try stored.parameters.hash(
                    Array(password.reveal().utf8),
                    salt: stored.salt,
                    length: stored.hash.count
                )
                return Digest.equal(hash, stored.hash)
            }
        }
    }

    /// Takes as long as a check that fails, for a sign-in where there is nobody to check.
    package static func verifyNothing(_ password: Secret, strength: Strength = .standard) async throws(CryptoError) {
        _ = try await threads.run { () -> Result<[UInt8], CryptoError> in
            Result { () throws(CryptoError) in
                try strength.parameters.hash(Array(password.reveal().utf8), salt: [UInt8](repeating: 0, count: 16))
            }
        }
    }

    /// Whether the hash was made with other parameters than these, and should be made again at the next sign-in.
    package static func needsRehash(_ stored: String, strength: Strength = .standard) -> Bool {
        guard let stored = try? PasswordHash(parsing: stored) else { return true }
        return stored.parameters != strength.parameters || stored.hash.count != 32 || stored.salt.count != 16
    }

    static let threads = BoundedThreads(
        label: "loam.password",
        threads: max(1, min(4, sysconf(Int32(_SC_NPROCESSORS_ONLN)) / 2)),
        waitingLimit: 128
    )
}
