// Built as one module, Swift takes the system's socket names for a part of CCurl, whose header brings them in first.
import CCurl
import Glibc

/// A socket that waits for connections.
struct Listener {
    let descriptor: Int32
    let port: Int

    static func open(host: String, port: Int) throws(ServerError) -> Listener {
        guard (0...65535).contains(port) else {
            throw ServerError.system("listen at port \(port)", "ports go from 0 to 65535")
        }
        var hints = addrinfo()
        hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        hints.ai_socktype = Kind.stream
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &found) == 0, let address = found else {
            throw .noSuchAddress(host)
        }
        defer { freeaddrinfo(found) }
        let descriptor = socket(address.pointee.ai_family, Kind.stream | Kind.closeOnExec | Kind.nonBlocking, 0)
        guard descriptor >= 0 else { throw .system("open a socket", reason()) }
        // A port that was ours a moment ago would else be refused for a minute.
        set(descriptor, SOL_SOCKET, SO_REUSEADDR, 1)
        // `::` takes IPv4 as well, as one expects of "all addresses".
        if address.pointee.ai_family == AF_INET6 { set(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, 0) }
        guard bind(descriptor, address.pointee.ai_addr, address.pointee.ai_addrlen) == 0,
            listen(descriptor, 4096) == 0
        else {
            let error = errno
            close(descriptor)
            switch error {
            case EADDRINUSE: throw .portInUse(host, port)
            case EACCES: throw .portNotAllowed(port)
            case EADDRNOTAVAIL: throw .noSuchAddress(host)
            default: throw .system("listen at \(host), port \(port)", String(cString: strerror(error)))
            }
        }
        return Listener(descriptor: descriptor, port: boundPort(descriptor))
    }

    /// `SOCK_STREAM` and its flags as numbers: several C modules include their header, and which of them Swift takes to
    /// be its owner changes with the way of building.
    private enum Kind {
        static let stream: Int32 = 1
        static let closeOnExec: Int32 = 0o2000000
        static let nonBlocking: Int32 = 0o4000
    }

    private static func set(_ descriptor: Int32, _ level: Int32, _ name: Int32, _ value: Int32) {
        var value = value
        setsockopt(descriptor, level, name, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    private static func boundPort(_ descriptor: Int32) -> Int {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutableBytes(of: &storage) { bytes in
            guard let base = bytes.baseAddress,
                getsockname(descriptor, base.assumingMemoryBound(to: sockaddr.self), &length) == 0
            else { return 0 }
            // The port is at the same place in both kinds of address.
            return Int(UInt16(bigEndian: base.loadUnaligned(fromByteOffset: 2, as: UInt16.self)))
        }
    }

    private static func reason() -> String { String(cString: strerror(errno)) }
}
