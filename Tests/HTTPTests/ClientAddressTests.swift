import HTTP
import Testing

struct ClientAddressTests {
    @Test(
        "K-08 · an address that is not public is recognised",
        arguments: [
            ("0.0.0.0", PrivateAddress.thisMachine), ("0.1.2.3", .thisMachine), ("127.0.0.1", .thisMachine),
            ("127.255.255.255", .thisMachine), ("10.0.0.1", .privateNetwork), ("10.255.255.255", .privateNetwork),
            ("172.16.0.1", .privateNetwork), ("172.31.255.255", .privateNetwork), ("192.168.0.1", .privateNetwork),
            ("100.64.0.1", .sharedByCarrier), ("100.127.255.255", .sharedByCarrier), ("169.254.1.1", .linkLocal),
            ("169.254.169.254", .cloudMetadata), ("169.254.170.2", .cloudMetadata), ("100.100.100.200", .cloudMetadata),
            ("168.63.129.16", .cloudMetadata), ("192.0.0.192", .cloudMetadata), ("192.0.0.1", .reserved),
            ("192.0.2.1", .reserved), ("192.88.99.1", .reserved), ("198.18.0.1", .reserved),
            ("198.19.255.255", .reserved), ("198.51.100.1", .reserved), ("203.0.113.1", .reserved),
            ("224.0.0.1", .multicast), ("239.255.255.255", .multicast), ("240.0.0.1", .reserved),
            ("255.255.255.255", .reserved), ("::", .thisMachine), ("::1", .thisMachine), ("::2", .reserved),
            ("::10.0.0.1", .reserved), ("::8.8.8.8", .reserved), ("::ffff:127.0.0.1", .thisMachine),
            ("::ffff:10.0.0.1", .privateNetwork), ("::ffff:a9fe:a9fe", .cloudMetadata),
            ("::ffff:0:10.0.0.1", .reserved), ("64:ff9b::10.0.0.1", .privateNetwork),
            ("64:ff9b::a9fe:a9fe", .cloudMetadata), ("64:ff9b:1::1", .reserved), ("100::1", .reserved),
            ("2001::1", .reserved), ("2001:1ff::1", .reserved), ("2001:db8::1", .reserved),
            ("2002:7f00:1::", .thisMachine), ("2002:c0a8:101::1", .privateNetwork), ("3fff::1", .reserved),
            ("4000::1", .reserved), ("5f00::1", .reserved), ("fc00::1", .privateNetwork), ("fd12::1", .privateNetwork),
            ("fd00:ec2::254", .cloudMetadata), ("fd20:ce::254", .cloudMetadata), ("fe80::1", .linkLocal),
            ("febf::1", .linkLocal), ("fec0::1", .privateNetwork), ("ff02::1", .multicast), ("[::1]", .thisMachine),
            ("fe80::1%eth0", .linkLocal),
        ]
    )
    func notPublic(text: String, kind: PrivateAddress) throws {
        #expect(PrivateAddress(try #require(IPAddress(text))) == kind)
    }

    @Test(
        "K-08 · an address that is public may be called",
        arguments: [
            "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
            "128.0.0.1", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.1",
            "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255", "::ffff:8.8.8.8",
            "64:ff9b::8.8.8.8", "2001:4860:4860::8888", "2002:808:808::1", "2606:4700::1111", "2a00::1", "3ffe::1",
            "2001:200::1",
        ]
    )
    func isPublic(text: String) throws {
        #expect(PrivateAddress(try #require(IPAddress(text))) == nil)
    }

    @Test("no address inside a private block is ever taken for public, however it is written")
    func blocks() throws {
        for _ in 0..<5000 {
            let bytes: [UInt8] = [10, .random(in: 0...255), .random(in: 0...255), .random(in: 0...255)]
            let forms = [
                bytes, [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF] + bytes,
                [0, 0x64, 0xFF, 0x9B] + [UInt8](repeating: 0, count: 8) + bytes,
                [0x20, 0x02] + bytes + [UInt8](repeating: .random(in: 0...255), count: 10),
            ]
            for form in forms {
                let address = try #require(IPAddress(bytes: form))
                #expect(PrivateAddress(address) == .privateNetwork)
                #expect(IPAddress(address.description) == address)
            }
        }
    }

    @Test(
        "what is not an address is not read as one",
        arguments: [
            "", "1.2.3", "1.2.3.4.5", "256.1.1.1", "0x7f.1", "2130706433", "::g", "1.2.3.4\0", ":", "a.b", "[]",
        ]
    )
    func notAnAddress(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test("K-08 · the admin allows a host by name or address, but no name leads to a metadata service")
    func allowed() throws {
        let policy = EgressPolicy.publicOnly(allowing: ["Intranet.Example.", "10.1.2.3", "fd00::7", "169.254.169.254"])
        func refusal(_ address: String, _ host: String) throws -> PrivateAddress? {
            policy.refusal(of: try #require(IPAddress(address)), for: host)
        }
        #expect(try refusal("10.0.0.1", "intranet.example") == nil)
        #expect(try refusal("10.0.0.1", "INTRANET.example.") == nil)
        #expect(try refusal("10.0.0.1", "other.example") == .privateNetwork)
        #expect(try refusal("10.0.0.1", "sub.intranet.example") == .privateNetwork)
        #expect(try refusal("10.1.2.3", "other.example") == nil)
        #expect(try refusal("fd00::7", "[fd00:0::7]") == nil)
        #expect(try refusal("100.100.100.200", "intranet.example") == .cloudMetadata)
        #expect(try refusal("169.254.169.254", "169.254.169.254") == nil)
        #expect(EgressPolicy.anywhere.refusal(of: try #require(IPAddress("10.0.0.1")), for: "x") == nil)
        #expect(EgressPolicy.publicOnly.refusal(of: try #require(IPAddress("8.8.8.8")), for: "x") == nil)
    }

    @Test(
        "an address of the web is read",
        arguments: [
            ("https://Example.com", "https://example.com:443", "https://Example.com/"),
            ("http://example.com:8080/a%20b?c=d#e", "http://example.com:8080", "http://example.com:8080/a%20b?c=d"),
            ("http://[::1]:99/", "http://[::1]:99", "http://[::1]:99/"),
            ("http://127.1/", "http://127.0.0.1:80", "http://127.0.0.1/"),
        ]
    )
    func url(text: String, origin: String, whole: String) throws {
        let url = try HTTPURL(text)
        #expect(url.origin == origin)
        #expect(url.text == whole)
        #expect("\(url)" == origin)
    }

    @Test(
        "what cannot be called is refused without being repeated in the message",
        arguments: [
            "", "example.com/hunter2", "/hunter2", "ftp://example.com/hunter2", "file:///etc/hunter2",
            "https://user:hunter2@example.com/", "https://hunter2@example.com/", "http://ex ample/",
            "http://example.com:0x50/hunter2", "http://example.com:99999/", "https://münchen.example/hunter2",
            "http://example.com/\r\nX: hunter2", "javascript:hunter2", "http://hunter2%BBb/", "http://hunter2%2Fb/",
        ]
    )
    func notCallable(text: String) {
        let error = #expect(throws: HTTPClientError.self) { try HTTPURL(text) }
        #expect(error?.code == .invalidRequest)
        #expect(error?.message.contains("hunter2") == false)
    }

    @Test("proxies are taken from the environment as other programs take them")
    func proxies() throws {
        let settings = ProxySettings(environment: [
            "http_proxy": "http://one:3128", "HTTPS_PROXY": "http://two:3128", "HTTP_PROXY": "http://evil",
            "no_proxy": "localhost, .internal.example,::1,10.0.0.1:8443",
        ])
        func proxy(_ url: String) throws -> String? { settings.proxy(for: try HTTPURL(url)) }
        #expect(try proxy("http://example.com") == "http://one:3128")
        #expect(try proxy("https://example.com") == "http://two:3128")
        #expect(try proxy("https://localhost:99") == nil)
        #expect(try proxy("https://notlocalhost") == "http://two:3128")
        #expect(try proxy("https://a.internal.example") == nil)
        #expect(try proxy("https://internal.example") == nil)
        #expect(try proxy("https://[::1]/") == nil)
        #expect(try proxy("https://10.0.0.1:8443/") == nil)
        #expect(try proxy("https://10.0.0.1/") == "http://two:3128")
        #expect(
            ProxySettings(environment: ["all_proxy": "x", "NO_PROXY": "*"]).proxy(for: try HTTPURL("http://a")) == nil
        )
        #expect(ProxySettings.none.proxy(for: try HTTPURL("http://a")) == nil)
    }
}
