@testable import HTTP
import Telemetry

/// What other systems answer, and the addresses that people type.
let clientTargets: [FuzzTarget] = [
    .text("url") { text in
        guard let url = try? HTTPURL(text) else { return }
        check((try? HTTPURL(url.text)) == url, "an address reads back")
        check(!"\(url)".contains("?") && !"\(url)".contains("@"), "an address prints without query and credentials")
        _ = try? url.resolving(text)
        guard let next = try? HTTPURL("https://example.org/a/b?c").resolving(text) else { return }
        check(["http", "https"].contains(next.scheme), "a redirect stays with HTTP")
    },
    .text("ip-address") { text in
        guard let address = IPAddress(text) else { return }
        check(IPAddress(address.description) == address, "an address reads back")
        _ = PrivateAddress(address)
    },
    FuzzTarget("private-address") { bytes in
        guard let address = IPAddress(bytes: Array(bytes.prefix(4))) else { return }
        let kind = PrivateAddress(address)
        for carrier in [
            [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF] + address.bytes,
            [0, 0x64, 0xFF, 0x9B] + [UInt8](repeating: 0, count: 8) + address.bytes,
            [0x20, 0x02] + address.bytes + [UInt8](repeating: 0, count: 10),
        ] {
            check(IPAddress(bytes: carrier).map(PrivateAddress.init) == kind, "carried in IPv6 it is the same address")
        }
        if let other = IPAddress(bytes: Array(bytes.prefix(16))), other.bytes.count == 16 {
            let isUnicast = (0x20...0x3F).contains(other.bytes[0])
            let isCarrier =
                other.bytes.starts(with: [UInt8](repeating: 0, count: 10)) || other.bytes.starts(with: [0, 0x64])
            check(PrivateAddress(other) != nil || isUnicast || isCarrier, "what is not given out is not public")
        }
    },
    .text("address-range") { text in
        guard let range = AddressRange(text), let first = text.split(separator: "/").first else { return }
        check(IPAddress(String(first)).map(range.contains) == true, "a range holds the address that it is written with")
    },
    .text("proxy") { text in
        let settings = ProxySettings(environment: ["http_proxy": text, "no_proxy": text])
        _ = settings.proxy(for: try HTTPURL("http://example.org:81/"))
    },
    FuzzTarget("response-head") { bytes in
        var reader = HeadReader()
        for line in bytes.split(separator: 10, omittingEmptySubsequences: false) {
            let step = (line + [10]).withUnsafeBytes { reader.read($0) }
            guard case .complete(let head) = step else { continue }
            check((200...999).contains(head.status.code), "an answer has a final status")
            let request = try OutgoingRequest(.post, "https://example.org/", fields: ["Authorization": "secret"])
            let next = try? Redirect.next(request, status: head.status, location: head.fields[.location])
            guard let next else { continue }
            check(next.url.scheme == "https", "no redirect leads to the clear")
            let isSame = next.url.origin == request.url.origin
            check(isSame || !next.fields.contains(.authorization), "no redirect takes credentials to another origin")
        }
    },
    .text("retry-after") { text in
        guard let wait = RetryAfter.read(text, now: Timestamp(seconds: 1_772_946_000)) else { return }
        check(wait >= .zero, "no wait is negative")
    },
]
