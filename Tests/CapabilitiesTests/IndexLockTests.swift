import Glibc
import TestSupport
import Testing

@testable import Capabilities

@Suite struct IndexLockTests {
    @Test("who finds the index locked closes its own file once, and nobody else's")
    func refused() async throws {
        try await TemporaryFolder.with { folder in
            let held = try IndexLock(folder.path)
            // Closing what is closed already says so here; between the two, its number may become another file's.
            errno = 0
            let other = try IndexLock(folder.path)
            let reason = errno
            let isRefused = other == nil
            #expect(isRefused)
            #expect(reason == EWOULDBLOCK)
            let isHeld = held != nil
            #expect(isHeld)
        }
    }
}
