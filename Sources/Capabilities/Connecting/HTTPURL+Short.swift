import HTTP

extension HTTPURL {
    /// The origin as people write it, without the usual port.
    var shortOrigin: String {
        let usual = scheme == "https" ? 443 : 80
        return port == usual ? "\(scheme)://\(host)" : origin
    }
}
