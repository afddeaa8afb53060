import Crypto
import HTTP

@testable import SSO

/// Keys that the providers of these tests sign with.
enum SampleKeys {
    static let ours = Task { try await RSAPrivateKey.generate(.bits2048) }
    static let other = Task { try await RSAPrivateKey.generate(.bits2048) }
}

/// A token in the making: header and claims as JSON text by name, so that a test can put in what no library would.
struct SignedToken {
    var header: [String: String] = ["alg": #""RS256""#, "kid": #""k1""#, "typ": #""JWT""#]
    var claims: [String: String]

    private func part(_ members: [String: String]) -> String {
        let text = members.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",")
        return Base64.encode(Array("{\(text)}".utf8), .url)
    }

    var unsigned: String { part(header) + "." + part(claims) }

    func signed(by key: RSAPrivateKey) throws -> String {
        unsigned + "." + Base64.encode(try key.sign(Array(unsigned.utf8)), .url)
    }
}

extension RSAPublicKey {
    /// As a JSON Web Key.
    func published(_ id: String, _ more: String = "") throws -> String {
        let numbers = try numbers
        return #"{"kty":"RSA","kid":"\#(id)","n":"\#(Base64.encode(numbers.modulus, .url))","#
            + #""e":"\#(Base64.encode(numbers.exponent, .url))"\#(more)}"#
    }
}

func keySet(_ keys: String...) -> [UInt8] { Array("{\"keys\":[\(keys.joined(separator: ","))]}".utf8) }
