import Crypto
internal import CXMLSec
import Synchronization

/// What a signature of an XML document covers, as the bytes that were hashed for it.
///
/// Whoever asks gets those bytes and nothing else: what stands in the document beside them is nobody's word.
enum XMLSignature {
    /// The signed bytes of the response (when it is signed itself) and of the assertion (when that is).
    struct Signed: Sendable, Equatable {
        var response: [UInt8]?
        var assertion: [UInt8]?
    }

    /// Checks the document's structure and each of its signatures by the certificates given, never by a key it brings.
    static func check(
        response bytes: [UInt8],
        by certificates: [Certificate]
    ) throws(SignOnFault) -> Signed {
        // libxml2 and xmlsec keep settings and errors beside the documents; one at a time is soon enough.
        try lock.withLock { _ throws(SignOnFault) in
            defer { ERR_clear_error() }
            let document = try XMLDocument(parsing: bytes)
            let places = try places(in: document)
            guard places.response != nil || places.assertion != nil else { throw .notSigned }
            var signed = Signed()
            if let place = places.response { signed.response = try covered(by: place, certificates) }
            if let place = places.assertion { signed.assertion = try covered(by: place, certificates) }
            return signed
        }
    }

    /// The signed bytes of a request to sign out, which must be signed itself.
    static func check(
        signOut bytes: [UInt8],
        by certificates: [Certificate]
    ) throws(SignOnFault) -> [UInt8] {
        try lock.withLock { _ throws(SignOnFault) in
            defer { ERR_clear_error() }
            let document = try XMLDocument(parsing: bytes)
            guard let root = xmlDocGetRootElement(document.pointer), root.has(SAMLNames.protocol, "LogoutRequest")
            else { throw .unreadableResponse }
            let signatures = try marked(document).filter { $0.has(SAMLNames.signature, "Signature") }
            guard !signatures.isEmpty else { throw .notSigned }
            guard signatures.count == 1, let place = try place(in: root) else { throw .notTheSigned }
            return try covered(by: place, certificates)
        }
    }

    private static let lock = Mutex(())

    // MARK: Structure

    /// A signature, and the ID of the element that it stands in.
    private struct Place {
        let signature: xmlNodePtr
        let id: String
    }

    private static func places(
        in document: borrowing XMLDocument
    ) throws(SignOnFault) -> (response: Place?, assertion: Place?) {
        guard let root = xmlDocGetRootElement(document.pointer), root.has(SAMLNames.protocol, "Response") else {
            throw .unreadableResponse
        }
        let elements = try marked(document)
        let assertions = elements.filter { $0.has(SAMLNames.assertion, "Assertion") }
        let signatures = elements.filter { $0.has(SAMLNames.signature, "Signature") }
        if elements.contains(where: { $0.has(SAMLNames.assertion, "EncryptedAssertion") }) { throw .encrypted }
        guard assertions.count == 1, assertions[0].pointee.parent == root else { throw .notOneAssertion }
        let response = try place(in: root)
        let assertion = try place(in: assertions[0])
        let known = [response, assertion].compactMap { $0?.signature }
        guard signatures.allSatisfy({ known.contains($0) }) else { throw .notTheSigned }
        return (response, assertion)
    }

    /// All elements, those with an ID made known to the library by it; each ID stands once.
    private static func marked(_ document: borrowing XMLDocument) throws(SignOnFault) -> [xmlNodePtr] {
        var elements: [xmlNodePtr] = []
        let pointer = document.pointer
        try document.forEachElement { node throws(SignOnFault) in
            elements.append(node)
            guard let attribute = node.idAttribute else { return }
            // The library marks `xml:id` by itself, so that such a one clashes here as well.
            let value = attribute.value
            guard !value.isEmpty, xmlGetID(pointer, value) == nil,
                xmlAddID(nil, pointer, value, attribute) != nil
            else { throw .repeatedID }
        }
        return elements
    }

    /// The one signature directly inside the element; nil where there is none.
    private static func place(in element: xmlNodePtr) throws(SignOnFault) -> Place? {
        let signatures = element.children(SAMLNames.signature, "Signature")
        guard let signature = signatures.first else { return nil }
        guard signatures.count == 1, let id = element.idAttribute?.value,
            // Anything else in it is a place to hide things in.
            XMLElement(signature).children.allSatisfy({
                $0.namespace == SAMLNames.signature && ["SignedInfo", "SignatureValue", "KeyInfo"].contains($0.name)
            })
        else { throw .notTheSigned }
        return Place(signature: signature, id: id)
    }

    // MARK: Signature

    private static func covered(by place: Place, _ certificates: [Certificate]) throws(SignOnFault) -> [UInt8] {
        var fault = SignOnFault.unusableCertificate
        // Providers announce the next certificate beside the one in use.
        for certificate in certificates {
            do throws(SignOnFault) {
                return try VerifyingContext(certificate).covered(by: place.signature, id: place.id)
            } catch {
                fault = error
            }
        }
        throw fault
    }
}

/// One `xmlSecDSigCtx`: one signature being checked by one certificate.
private struct VerifyingContext: ~Copyable {
    private let pointer: xmlSecDSigCtxPtr

    init(_ certificate: Certificate) throws(SignOnFault) {
        guard let pointer = xmlSecDSigCtxCreate(nil) else { throw .library("memory ran out.") }
        do throws(SignOnFault) {
            try VerifyingContext.prepare(pointer, certificate)
        } catch {
            xmlSecDSigCtxDestroy(pointer)
            throw error
        }
        self.pointer = pointer
    }

    deinit { xmlSecDSigCtxDestroy(pointer) }

    /// Takes nothing but what is listed, and the key of the certificate.
    private static func prepare(_ pointer: xmlSecDSigCtxPtr, _ certificate: Certificate) throws(SignOnFault) {
        pointer.pointee.flags |= UInt32(XMLSEC_DSIG_FLAGS_STORE_SIGNEDINFO_REFERENCES)
        pointer.pointee.flags |= UInt32(XMLSEC_DSIG_FLAGS_IGNORE_MANIFESTS)
        pointer.pointee.enabledReferenceUris = xmlSecTransformUriType(xmlSecTransformUriTypeSameDocument)
        let forSignature = [
            xmlSecTransformExclC14NGetKlass(), xmlSecOpenSSLTransformRsaSha256GetKlass(),
            xmlSecOpenSSLTransformRsaSha512GetKlass(),
        ]
        let forReference = [
            xmlSecTransformEnvelopedGetKlass(), xmlSecTransformExclC14NGetKlass(),
            xmlSecOpenSSLTransformSha256GetKlass(), xmlSecOpenSSLTransformSha512GetKlass(),
        ]
        guard forSignature.allSatisfy({ xmlSecDSigCtxEnableSignatureTransform(pointer, $0) == 0 }),
            forReference.allSatisfy({ xmlSecDSigCtxEnableReferenceTransform(pointer, $0) == 0 })
        else { throw .library("the XML security library does not know an algorithm that is needed.") }
        // With a key given here, the one that the document may bring is not looked at.
        let pem = Array(certificate.pem.utf8)
        pointer.pointee.signKey = xmlSecOpenSSLAppKeyLoadMemory(
            pem,
            UInt32(pem.count),
            xmlSecKeyDataFormatCertPem,
            nil,
            nil,
            nil
        )
        guard pointer.pointee.signKey != nil else { throw .unusableCertificate }
    }

    /// The bytes that the signature covers, when it is right and covers the element of this ID and nothing else.
    func covered(by signature: xmlNodePtr, id: String) throws(SignOnFault) -> [UInt8] {
        // A way of signing that is not taken ends here with an error; a wrong signature does not.
        guard xmlSecDSigCtxVerify(pointer, signature) >= 0 else { throw .notTheSigned }
        guard pointer.pointee.status == xmlSecDSigStatusSucceeded else { throw .wrongSignature }
        let references = pointer.pointer(to: \.signedInfoReferences)
        guard let references, xmlSecPtrListGetSize(references) == 1,
            let item = xmlSecPtrListGetItem(references, 0)
        else { throw .notTheSigned }
        let reference = item.assumingMemoryBound(to: xmlSecDSigReferenceCtx.self)
        guard string(reference.pointee.uri) == "#" + id,
            let buffer = xmlSecDSigReferenceCtxGetPreDigestBuffer(reference),
            let start = xmlSecBufferGetData(buffer)
        else { throw .notTheSigned }
        return Array(UnsafeBufferPointer(start: start, count: Int(xmlSecBufferGetSize(buffer))))
    }
}

/// Sets libxml2 and xmlsec up, once and before two threads can do so at the same time.
let xmlSecurityIsReady: Bool = {
    xmlInitParser()
    guard xmlSecInit() >= 0,
        xmlSecCheckVersionExt(1, 2, 37, xmlSecCheckVersionABICompatible) == 1,
        xmlSecOpenSSLAppInit(nil) >= 0, xmlSecOpenSSLInit() >= 0
    else { return false }
    // It would write to the standard error what an attacker sends.
    xmlSecErrorsSetCallback { _, _, _, _, _, _, _ in }
    // No file and no address is ever to be opened for a document.
    xmlSecIOCleanupCallbacks()
    return true
}()
