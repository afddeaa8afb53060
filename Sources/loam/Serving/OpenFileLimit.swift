import Glibc

/// How many files the process may open. The server raises its soft limit, which is low for the sake of old programs.
enum OpenFileLimit {
    /// For the database, the log and the calls to other systems, beside the connections.
    static func needed(connections: Int) -> Int { connections + 512 }

    /// What the process may raise its limit to.
    static var highest: Int {
        var limits = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits)
        return Int(clamping: limits.rlim_max)
    }
}
