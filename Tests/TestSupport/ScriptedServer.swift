import Foundation
import Glibc
import Synchronization

/// A TCP server on this machine that does to each connection exactly what the test's script says.
///
/// For what a well-behaved server would never do: stop in the middle, speak nonsense, fall silent.
package final class ScriptedServer: Sendable {
    package let port: Int
    private let listener: Int32
    private let state = Mutex(State())

    private struct State {
        var connections: [Int32] = []
        var accepted = 0
        var isStopped = false
    }

    /// Runs the script for each connection, on a thread of its own; the connection is closed when the script returns.
    package init(_ script: @escaping @Sendable (ScriptedConnection) -> Void) throws {
        (listener, port) = try listen(backlog: 128)
        Thread.detachNewThread { [listener] in
            while true {
                let socket = accept(listener, nil, nil)
                guard socket >= 0 else {
                    Glibc.close(listener)
                    return
                }
                let isWelcome = self.state.withLock { state in
                    state.accepted += 1
                    if !state.isStopped { state.connections.append(socket) }
                    return !state.isStopped
                }
                guard isWelcome else {
                    Glibc.close(socket)
                    return
                }
                Thread.detachNewThread {
                    script(ScriptedConnection(socket: socket))
                    self.state.withLock { $0.connections.removeAll { $0 == socket } }
                    Glibc.close(socket)
                }
            }
        }
    }

    /// How many connections were made so far.
    package var accepted: Int { state.withLock { $0.accepted } }

    /// Ends the server and whatever its scripts wait for.
    package func stop() {
        let connections = state.withLock { state in
            state.isStopped = true
            return state.connections
        }
        for socket in connections { shutdown(socket, Int32(SHUT_RDWR)) }
        shutdown(listener, Int32(SHUT_RDWR))
    }
}

/// A port of this machine on which connections are begun and never answered, as behind a firewall that drops packets.
package final class SilentPort: Sendable {
    package let port: Int
    private let sockets: [Int32]

    package init() throws {
        let (listener, port) = try listen(backlog: 0)
        self.port = port
        // Fills the queue of connections that wait to be accepted; the kernel then leaves further ones without a word.
        sockets =
            [listener]
            + (0..<4).map { _ in
                let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
                var address = loopback(port)
                _ = withUnsafePointer(to: &address) { pointer in
                    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                    }
                }
                return socket
            }
    }

    deinit { for socket in sockets { close(socket) } }
}

/// One connection of a scripted server. Calls block; at the end of the connection they return nothing.
package struct ScriptedConnection: Sendable {
    let socket: Int32

    /// The next line without its end; nil when the other side has closed.
    package func readLine() -> String? {
        var line: [UInt8] = []
        while let byte = read(1).first {
            if byte == UInt8(ascii: "\n") {
                if line.last == UInt8(ascii: "\r") { line.removeLast() }
                return String(decoding: line, as: UTF8.self)
            }
            line.append(byte)
        }
        return nil
    }

    /// The lines of a request's head; empty when the other side has closed.
    package func readHead() -> [String] {
        var lines: [String] = []
        while let line = readLine(), !line.isEmpty { lines.append(line) }
        return lines
    }

    /// So many bytes, or fewer when the other side closes before.
    package func read(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = bytes.withUnsafeMutableBytes {
                recv(socket, $0.baseAddress?.advanced(by: filled), count - filled, 0)
            }
            if got <= 0 { break }
            filled += got
        }
        return Array(bytes.prefix(filled))
    }

    /// Waits until the other side closes.
    package func waitForEnd() { while !read(4096).isEmpty {} }

    /// False when the other side has closed.
    @discardableResult
    package func write(_ text: String) -> Bool { write(Array(text.utf8)) }

    @discardableResult
    package func write(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                send(socket, $0.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { return false }
            sent += count
        }
        return true
    }

    /// Whether the other side takes more within the time.
    package func isWritable(within milliseconds: Int32) -> Bool {
        var descriptor = pollfd(fd: socket, events: Int16(POLLOUT), revents: 0)
        return poll(&descriptor, 1, milliseconds) > 0
    }

    /// Lets time pass on the server's side.
    package func wait(milliseconds: Int32) { poll(nil, 0, milliseconds) }

    /// Ends the connection with a reset instead of a farewell.
    package func reset() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(socket, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }
}

private func loopback(_ port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
}

/// A socket that listens on a free port of this machine.
private func listen(backlog: Int32) throws -> (socket: Int32, port: Int) {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = loopback(0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
            bind(socket, address, length) == 0 && Glibc.listen(socket, backlog) == 0
                && getsockname(socket, address, &length) == 0
        }
    }
    guard code else {
        close(socket)
        throw CocoaError(.fileReadUnknown)
    }
    return (socket, Int(in_port_t(bigEndian: address.sin_port)))
}
