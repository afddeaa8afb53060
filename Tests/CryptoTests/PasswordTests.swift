@testable import Crypto
import Dispatch
import Testing

@Suite struct PasswordTests {
    @Test("Argon2id gives the value of RFC 9106")
    func vector() throws {
        let argon = Argon2(memoryKiB: 32, passes: 3, lanes: 4)
        let hash = try argon.hash(
            [UInt8](repeating: 1, count: 32),
            salt: [UInt8](repeating: 2, count: 16),
            secret: [UInt8](repeating: 3, count: 8),
            associated: [UInt8](repeating: 4, count: 12)
        )
        #expect(Hex.encode(hash) == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659")
    }

    @Test("A stored hash of the reference program is understood")
    func foreignHash() async throws {
        let stored =
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
        #expect(try await Password.verify(Secret("password"), against: stored))
        #expect(try await !Password.verify(Secret("Password"), against: stored))
        #expect(Password.needsRehash(stored))
    }

    @Test("A password is known by its hash, which holds today's parameters and its own salt")
    func roundTrip() async throws {
        let password = Secret("correct horse battery staple é")
        let stored = try await Password.hash(password)
        #expect(stored.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
        #expect(try await Password.verify(password, against: stored))
        #expect(try await !Password.verify(Secret("correct horse battery staple e"), against: stored))
        #expect(try await Password.hash(password) != stored)
        #expect(!Password.needsRehash(stored))
    }

    @Test(
        "What is no password hash is refused before anything is computed",
        arguments: [
            "", "secret", "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
            "$argon2id$v=19$m=4294967295,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFh", "$argon2id$v=19$m=65536,t=2$c29tZXNhbHQ$CTFh",
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc$",
        ]
    )
    func malformed(stored: String) async {
        let error = await #expect(throws: CryptoError.self) { try await Password.verify(Secret("x"), against: stored) }
        #expect(error?.code == .malformed)
        #expect(Password.needsRehash(stored))
    }

    @Test("When too many wait, the next is turned away instead of queued")
    func bounded() async throws {
        let threads = BoundedThreads(label: "test", threads: 1, waitingLimit: 2)
        let gate = Gate()
        try await withThrowingTaskGroup { group in
            for _ in 0..<2 { group.addTask { try await threads.run { .success(gate.wait()) } } }
            while threads.waiting < 2 { await Task.yield() }
            let error = await #expect(throws: CryptoError.self) { try await threads.run { .success(()) } }
            #expect(error?.code == .busy)
            gate.open()
            try await group.waitForAll()
        }
        try await threads.run { .success(()) }
        #expect(threads.waiting == 0)
    }

    @Test("Several threads work at the same time")
    func parallel() async throws {
        let threads = BoundedThreads(label: "test", threads: 2, waitingLimit: 4)
        let gate = Gate()
        try await withThrowingTaskGroup { group in
            group.addTask { try await threads.run { .success(gate.wait()) } }
            group.addTask { try await threads.run { .success(gate.open()) } }
            try await group.waitForAll()
        }
    }
}

/// Holds a thread until it is opened.
private final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func wait() { semaphore.wait() }
    func open() { for _ in 0..<8 { semaphore.signal() } }
}
