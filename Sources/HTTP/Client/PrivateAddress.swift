/// The addresses that a call on a customer's behalf may not reach: everything that is not a public unicast address.
///
/// After the special-purpose registries of IANA for IPv4 and IPv6. An IPv6 address that carries an IPv4 address
/// (mapped, NAT64, 6to4) is judged by the one that it carries.
package enum PrivateAddress: Equatable, Sendable {
    case thisMachine
    case privateNetwork
    case sharedByCarrier
    case linkLocal
    case cloudMetadata
    case multicast
    case reserved

    /// What the address is, or nil for one that is public.
    package init?(_ address: IPAddress) {
        guard let kind = address.isVersion4 ? kindOfVersion4(address.bytes) : kindOfVersion6(address.bytes) else {
            return nil
        }
        self = kind
    }
}

extension PrivateAddress: CustomStringConvertible {
    package var description: String {
        switch self {
        case .thisMachine: "an address of this machine"
        case .privateNetwork: "an address of a private network"
        case .sharedByCarrier: "an address shared inside a carrier's network"
        case .linkLocal: "an address of the local link"
        case .cloudMetadata: "the address of a cloud's metadata service"
        case .multicast: "a multicast address"
        case .reserved: "a reserved address"
        }
    }
}

/// Metadata services are named on their own: even a host that the admin allowed by name may not resolve to one.
private let metadataAddresses: Set<[UInt8]> = [
    [169, 254, 169, 254],  // AWS, Google, Azure, OpenStack and others
    [169, 254, 170, 2], [169, 254, 170, 23],  // AWS: credentials of containers
    [100, 100, 100, 200],  // Alibaba
    [192, 0, 0, 192],  // Oracle
    [168, 63, 129, 16],  // Azure: the host of the machine, on an address that is public by the registry
    [0xFD, 0x00, 0x0E, 0xC2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54],  // AWS over IPv6
    [0xFD, 0x20, 0x00, 0xCE, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54],  // Google over IPv6
]

private func kindOfVersion4(_ bytes: [UInt8]) -> PrivateAddress? {
    if metadataAddresses.contains(bytes) { return .cloudMetadata }
    return switch (bytes[0], bytes[1], bytes[2]) {
    case (0, _, _), (127, _, _): .thisMachine
    case (10, _, _), (172, 16...31, _), (192, 168, _): .privateNetwork
    case (100, 64...127, _): .sharedByCarrier
    case (169, 254, _): .linkLocal
    case (192, 0, 0), (192, 0, 2), (192, 88, 99), (198, 18...19, _), (198, 51, 100), (203, 0, 113): .reserved
    case (224...239, _, _): .multicast
    case (240..., _, _): .reserved
    default: nil
    }
}

private func kindOfVersion6(_ bytes: [UInt8]) -> PrivateAddress? {
    if metadataAddresses.contains(bytes) { return .cloudMetadata }
    let last = Array(bytes[12...])
    switch Array(bytes[..<12]) {
    case [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]:
        // `::` and `::1`; what else is here once carried IPv4 addresses and has no use today.
        return last.prefix(3).allSatisfy { $0 == 0 } && last[3] <= 1 ? .thisMachine : .reserved
    case [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]:
        return kindOfVersion4(last)
    default: break
    }
    switch (bytes[0], bytes[1]) {
    case (0xFC...0xFD, _): return .privateNetwork
    case (0xFE, 0x80...0xBF): return .linkLocal
    case (0xFE, 0xC0...): return .privateNetwork
    case (0xFF, _): return .multicast
    case (0x20, 0x02): return kindOfVersion4(Array(bytes[2..<6]))
    // Protocol assignments (Teredo, ORCHID and others), then documentation.
    case (0x20, 0x01) where bytes[2] < 2 || (bytes[2], bytes[3]) == (0x0D, 0xB8): return .reserved
    case (0x3F, 0xFF) where bytes[2] < 0x10: return .reserved
    case (0x20...0x3F, _): return nil
    // Only 2000::/3 has been given out for public use.
    default: return .reserved
    }
}
