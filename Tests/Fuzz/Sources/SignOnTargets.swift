import Crypto
import HTTP
import Telemetry
@testable import SSO

/// What strangers send to be signed in.
let signOnTargets: [FuzzTarget] = [
    FuzzTarget("saml-response") { bytes in
        let certificate = try Certificate(pem: certificatePEM)
        let signed = try? XMLSignature.check(response: bytes, by: [certificate])
        check(signed == nil, "nobody has the key that would make a response right")
    },
    FuzzTarget("saml-sign-out") { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        let reader = try signOutReader()
        check((try? reader.request(query: text)) == nil, "nobody has the key that would make a redirect right")
        check((try? reader.request(form: text)) == nil, "nobody has the key that would make a form right")
        let unpacked = RawDeflate.unpack(bytes, upTo: 4096)
        check(unpacked?.count ?? 0 <= 4096, "what is packed grows no further than it may")
        let asked = try reader.read(XMLDocument(parsing: unpacked ?? bytes).root)
        check(asked.forgetAfter > reader.now, "what is over is refused")
        check(!asked.id.isEmpty && !asked.name.isEmpty, "a request says who it is about")
    },
    FuzzTarget("saml-metadata") { bytes in
        guard let provider = try? SAMLProvider(metadata: bytes) else { return }
        check(!provider.certificates.isEmpty, "a provider has a certificate")
        check(provider.signOn.scheme == "https" || provider.signOn.text.hasPrefix("http://"), "an address is of HTTP")
    },
    .text("id-token") { text in
        let token = try JSONWebToken(parsing: text)
        check(!token.signature.isEmpty, "a token is signed")
        check(token.arrived.lines.count == token.claims.count, "all claims are shown")
    },
    FuzzTarget("key-set") { bytes in _ = try KeySet(parsing: bytes) },
    FuzzTarget("discovery") { bytes in
        let provider = try Discovery(parsing: bytes, ofIssuer: "https://id.example")
        check(provider.issuer == "https://id.example", "a document is the issuer's own")
    },
]

private func signOutReader() throws -> SAMLSignOutReader {
    let provider = try SAMLProvider(
        entityID: "https://id.example/saml",
        signOn: "https://id.example/sso",
        logout: nil,
        certificates: certificatePEM,
        wantsSignedRequests: false
    )
    return SAMLSignOutReader(
        from: provider,
        to: "https://loam.example/sign-out",
        at: Timestamp(seconds: 1_772_946_000)
    )
}

/// Its private key was thrown away.
private let certificatePEM = """
    -----BEGIN CERTIFICATE-----
    MIIDCzCCAfOgAwIBAgIUAuM0nkdcjSCBbPJe3q5DlFNyNuEwDQYJKoZIhvcNAQEL
    BQAwFTETMBEGA1UEAwwKaWQuZXhhbXBsZTAeFw0yNjExMjIxMTQ1NThaFw0zNjEx
    MTkxMTQ1NThaMBUxEzARBgNVBAMMCmlkLmV4YW1wbGUwggEiMA0GCSqGSIb3DQEB
    AQUAA4IBDwAwggEKAoIBAQDeRgSLVsuIxuqsiVE0G02lUp7wTSOFkpuUZ+TFnXxD
    E7nq3fiuUPNzxnTJ77QnNxXKw+sI+9FVS/26RKXOhEvzh2rAOhlV0nXZhNVz48sL
    CT7JTIFoyEHuuIN4HkBeNDglHhW+oQqHF+GL78bZK0p4+LEUukXUBP0ISxzwaBUy
    NUEYIloyga86ToY5hpZ0QdYBh9l22wEf/03uOza6DhEMRYFINLvDTB2ZAO/9nlmt
    eFlXX5uWdBf+bwlyQPSOay+x+3lqYSdExnrgW7l2LUQZkIRhSgHDlCTGi58icbWo
    M4+ipODKvtG9Y2uP6wJ2zcU0ihaxmeVn25v8rVqsDPAnAgMBAAGjUzBRMB0GA1Ud
    DgQWBBSiXfn5EsLYAEMGNyeff8crv7HmNDAfBgNVHSMEGDAWgBSiXfn5EsLYAEMG
    Nyeff8crv7HmNDAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3DQEBCwUAA4IBAQBh
    dS0kdYui/zfHetCyzyi5fijW8usHPm4CtwIJSGy7ZdJ6poOpmGfyEYW72kuzm59v
    hRZZEsGlzvVMLIQ47g3+YtOmDM1YS6MSUb/P5jSJHo2HM9wGwb445sGmUy3+Jas6
    O/Re53szMe4uZKVr/MfaCKZJgb6DN+7CH81bptM0Kr9XaB2ZT6czBRARloFUmPQS
    7pmhflsQs5K60TK/L7RYO0n2I/drf46WWaQf5BJTzT/YQom+7e9BMQXGk9laCZyD
    FbgSi4uy/RS5smuXF0ur0GZUBwaZ5r9CgLMd9aKzBgy8CX9hSTTh7rMEo7fKs4rK
    mIkGH1cVFMt+pe2PD9Yj
    -----END CERTIFICATE-----
    """
