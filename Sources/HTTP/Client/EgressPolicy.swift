/// Which addresses a request may reach.
///
/// The address is judged when the connection is made, and again before each request on a connection that was kept,
/// so that a name that resolves to something else the second time gains nothing.
package struct EgressPolicy: Sendable {
    private enum Rule: Sendable {
        case anywhere
        case publicOnly(allowedHosts: Set<String>)
    }

    private let rule: Rule

    /// For what the operator configured himself, such as a collector on this machine.
    package static let anywhere = EgressPolicy(rule: .anywhere)

    /// For every address that a user of the portal may influence.
    package static let publicOnly = EgressPolicy(rule: .publicOnly(allowedHosts: []))

    /// Public addresses, and whatever these hosts (names or addresses) resolve to, metadata services left out.
    package static func publicOnly(allowing hosts: some Sequence<String>) -> EgressPolicy {
        EgressPolicy(rule: .publicOnly(allowedHosts: Set(hosts.map(normalised))))
    }

    /// Why a request to the host may not go to the address; nil when it may.
    package func refusal(of address: IPAddress, for host: String) -> PrivateAddress? {
        guard case .publicOnly(let allowedHosts) = rule, let kind = PrivateAddress(address) else { return nil }
        if allowedHosts.contains(normalised(address.description)) { return nil }
        if kind != .cloudMetadata, allowedHosts.contains(normalised(host)) { return nil }
        return kind
    }
}

/// Names are compared without case and without the closing dot of a full name, addresses by their shortest form.
private func normalised(_ host: String) -> String {
    if let address = IPAddress(host) { return address.description }
    let name = host.lowercased()
    return name.hasSuffix(".") ? String(name.dropLast()) : name
}
