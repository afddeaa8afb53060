import Glibc
import Synchronization

/// Watches what the library does not: clients that leave while their request is suspended, and clients that let us
/// wait too long for a head or a body. One thread, asleep but for a glance five times a second.
final class Lookout: Sendable {
    private let state = Mutex(State())
    private let perAddress: Int

    private struct State {
        var links: [ObjectIdentifier: Link] = [:]
        var counts: [IPAddress: Int] = [:]
        /// The suspended requests, by the descriptor of their connection.
        var suspended: [Int32: Exchange] = [:]
        var isClosed = false
        var isEnded = false
    }

    init(connectionsPerAddress: Int) {
        perAddress = connectionsPerAddress
    }

    var connections: Int { state.withLock { $0.links.count } }

    // MARK: Connections

    /// False when the address has as many connections as it may have.
    func opened(_ link: Link) -> Bool {
        state.withLock { state in
            state.links[ObjectIdentifier(link)] = link
            guard let address = link.countedAddress else { return true }
            state.counts[address, default: 0] += 1
            return state.counts[address, default: 0] <= perAddress
        }
    }

    func closed(_ link: Link) {
        state.withLock { state in
            state.links[ObjectIdentifier(link)] = nil
            guard let address = link.countedAddress, let count = state.counts[address] else { return }
            state.counts[address] = count > 1 ? count - 1 : nil
        }
    }

    // MARK: Suspended requests

    /// Watches over a request that is about to be suspended. False once the server closes: suspend no more.
    func watch(_ exchange: Exchange) -> Bool {
        state.withLock { state in
            if !state.isClosed { state.suspended[exchange.link.descriptor] = exchange }
            return !state.isClosed
        }
    }

    func forget(_ exchange: Exchange) {
        state.withLock { _ = $0.suspended.removeValue(forKey: exchange.link.descriptor) }
    }

    var suspended: [Exchange] { state.withLock { Array($0.suspended.values) } }

    /// From now on nothing may be suspended; returns what is.
    func closeSuspension() -> [Exchange] {
        state.withLock { state in
            state.isClosed = true
            return Array(state.suspended.values)
        }
    }

    // MARK: The thread

    /// Runs until `end`.
    func run() {
        var nextSweep = monotonicMilliseconds() + 1000
        while !state.withLock({ $0.isEnded }) {
            poll(nil, 0, 200)
            for exchange in departed() { exchange.clientLeft() }
            let now = monotonicMilliseconds()
            if now >= nextSweep {
                sweep(now)
                nextSweep = now + 1000
            }
        }
    }

    /// The suspended requests whose clients closed their end.
    ///
    /// A look at all of them, five times a second, costs less than telling the kernel of each one: most requests are
    /// suspended for less than a millisecond.
    private func departed() -> [Exchange] {
        state.withLock { state in
            guard !state.suspended.isEmpty else { return [] }
            // Under the lock, because what is in the table has a descriptor that is still its own.
            var polled = state.suspended.keys.map { pollfd(fd: $0, events: hangUp, revents: 0) }
            guard poll(&polled, nfds_t(polled.count), 0) > 0 else { return [] }
            return polled.filter { $0.revents != 0 }.compactMap { state.suspended[$0.fd] }
        }
    }

    func end() { state.withLock { $0.isEnded = true } }

    /// Closes the connections whose clients let us wait too long, or have gone without the library's notice.
    private func sweep(_ now: Int64) {
        state.withLock { state in
            // Under the lock, because a link that is still in the table has a descriptor that is still its own.
            for link in state.links.values where link.isLate(at: now) {
                shutdown(link.descriptor, Int32(SHUT_RDWR))
                link.expectNothing()
            }
            wakeForTheEnd(state.links.values.filter(\.isAwaited))
        }
    }

    /// Where the client's end comes along with its last request, the library takes both for one event, reads the request
    /// and waits for another event. This is the other one; what is not read yet can still be read.
    private func wakeForTheEnd(_ links: [Link]) {
        guard !links.isEmpty else { return }
        var polled = links.map { pollfd(fd: $0.descriptor, events: hangUp, revents: 0) }
        guard poll(&polled, nfds_t(polled.count), 0) > 0 else { return }
        for link in polled where link.revents != 0 { shutdown(link.fd, Int32(SHUT_RD)) }
    }
}

extension Link {
    /// The address whose connections are counted; nil for those that may have any number.
    fileprivate var countedAddress: IPAddress? {
        guard let address = peer.address, !isTrusted, !address.isLoopback else { return nil }
        return address
    }
}

extension IPAddress {
    fileprivate var isLoopback: Bool {
        bytes.count == 4 ? bytes[0] == 127 : bytes.dropLast().allSatisfy { $0 == 0 } && bytes.last == 1
    }
}

func monotonicMilliseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
}

/// `POLLRDHUP`, which Swift does not see: the other side closed, or at least will send no more.
private let hangUp: Int16 = 0x2000
