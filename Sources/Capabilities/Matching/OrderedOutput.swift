import Glibc
import Synchronization

/// A file to which several threads write pieces that stand in their order in the end.
final class OrderedOutput: Sendable {
    private struct State {
        var next = -1
        var waiting: [Int: [UInt8]] = [:]
        var hasFailed = false
    }

    private let descriptor: Int32
    private let state = Mutex(State())

    init(_ path: String) throws(MatchFileError) {
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unwritable }
    }

    deinit { close(descriptor) }

    /// Takes the piece with this ordinal, and writes all that can be written.
    func put(_ bytes: [UInt8], at ordinal: Int) {
        state.withLock { state in
            state.waiting[ordinal] = bytes
            while let ready = state.waiting.removeValue(forKey: state.next) {
                state.next += 1
                if !write(ready) { state.hasFailed = true }
            }
        }
    }

    func finish() throws(MatchFileError) {
        guard !state.withLock({ $0.hasFailed }), fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS else {
            throw .unwritable
        }
    }

    private func write(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let count = Glibc.write(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                done += count
            }
            return true
        }
    }
}
