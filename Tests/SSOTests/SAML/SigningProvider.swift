internal import CXMLSec
import Crypto
import Testing

@testable import SSO

/// An identity provider that signs what a test hands it, by xmlsec and with whatever algorithms the text names.
struct SigningProvider: Sendable {
    let key: RSAPrivateKey
    let certificate: Certificate

    static let ours = Task { try SigningProvider(key: await SampleKeys.ours.value) }
    static let other = Task { try SigningProvider(key: await SampleKeys.other.value) }

    init(key: RSAPrivateKey) throws {
        self.key = key
        certificate = try Certificate.selfSigned(for: ["id.example"], key: key, notBefore: 1_772_946_000, days: 30)
    }

    /// How a signature is to be made.
    struct Manner: Sendable {
        var signature = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
        var digest = "http://www.w3.org/2001/04/xmlenc#sha256"
        var canonical = "http://www.w3.org/2001/10/xml-exc-c14n#"
        var uris: [String]
        var keyInfo = ""
    }

    /// A signature to be filled in.
    static func template(_ manner: Manner) -> String {
        let references = manner.uris.map { uri in
            """
            <ds:Reference URI="\(uri)"><ds:Transforms>\
            <ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>\
            <ds:Transform Algorithm="\(manner.canonical)"/></ds:Transforms>\
            <ds:DigestMethod Algorithm="\(manner.digest)"/><ds:DigestValue/></ds:Reference>
            """
        }
        return """
            <ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo>\
            <ds:CanonicalizationMethod Algorithm="\(manner.canonical)"/>\
            <ds:SignatureMethod Algorithm="\(manner.signature)"/>\(references.joined())</ds:SignedInfo>\
            <ds:SignatureValue/>\(manner.keyInfo)</ds:Signature>
            """
    }

    /// Fills in the first signature of the text that has no value yet, the innermost first.
    func sign(_ text: String, secret: [UInt8]? = nil) throws -> String {
        let document = try XMLDocument(parsing: Array(text.utf8))
        var unsigned: [xmlNodePtr] = []
        try document.forEachElement { node throws(SignOnFault) in
            if let attribute = node.idAttribute { _ = xmlAddID(nil, document.pointer, attribute.value, attribute) }
            let value = node.children(SAMLNames.signature, "SignatureValue").first
            if node.has(SAMLNames.signature, "Signature"), value?.pointee.children == nil { unsigned.append(node) }
        }
        let signature = try #require(unsigned.last)
        let context = try #require(xmlSecDSigCtxCreate(nil))
        defer { xmlSecDSigCtxDestroy(context) }
        let pem = Array(try key.pem.reveal().utf8)
        context.pointee.signKey =
            if let secret {
                xmlSecOpenSSLAppKeyLoadMemory(secret, UInt32(secret.count), xmlSecKeyDataFormatBinary, nil, nil, nil)
                    ?? hmacKey(secret)
            } else {
                xmlSecOpenSSLAppKeyLoadMemory(pem, UInt32(pem.count), xmlSecKeyDataFormatPem, nil, nil, nil)
            }
        try #require(xmlSecDSigCtxSign(context, signature) == 0)
        var bytes: UnsafeMutablePointer<xmlChar>?
        var count: Int32 = 0
        xmlDocDumpMemory(document.pointer, &bytes, &count)
        defer { cxmlsec_free(bytes) }
        return String(decoding: UnsafeBufferPointer(start: bytes, count: Int(count)), as: UTF8.self)
    }

    private func hmacKey(_ secret: [UInt8]) -> xmlSecKeyPtr? {
        guard let buffer = xmlSecBufferCreate(UInt32(secret.count)) else { return nil }
        defer { xmlSecBufferDestroy(buffer) }
        guard xmlSecBufferSetData(buffer, secret, UInt32(secret.count)) == 0 else { return nil }
        return xmlSecKeyReadBuffer(xmlSecOpenSSLKeyDataHmacGetKlass(), buffer)
    }

    /// Whether the first signature of the text is right by the plain call of the library, as naive checks have it.
    func verifiesPlainly(_ text: String) throws -> Bool {
        let document = try XMLDocument(parsing: Array(text.utf8))
        var signatures: [xmlNodePtr] = []
        try document.forEachElement { node throws(SignOnFault) in
            if let attribute = node.idAttribute { _ = xmlAddID(nil, document.pointer, attribute.value, attribute) }
            if node.has(SAMLNames.signature, "Signature") { signatures.append(node) }
        }
        let context = try #require(xmlSecDSigCtxCreate(nil))
        defer { xmlSecDSigCtxDestroy(context) }
        let pem = Array(certificate.pem.utf8)
        context.pointee.signKey = xmlSecOpenSSLAppKeyLoadMemory(
            pem,
            UInt32(pem.count),
            xmlSecKeyDataFormatCertPem,
            nil,
            nil,
            nil
        )
        return xmlSecDSigCtxVerify(context, signatures.first) >= 0
            && context.pointee.status == xmlSecDSigStatusSucceeded
    }
}
