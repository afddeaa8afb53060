import Crypto
import HTTP
package import Telemetry

/// What a provider asks when it ends its own session: that the person be signed out here, too.
package struct SAMLSignOut: Sendable, Equatable {
    package let id: String
    package let name: String
    /// Its sessions that end; all of the person's where it names none.
    package let sessions: [String]
    /// Until then the ID must be remembered, so that nobody comes with the same request again.
    package let forgetAfter: Timestamp
}

/// Reads the request that a browser brings from a provider at which somebody has signed out.
package struct SAMLSignOutReader: Sendable {
    let provider: SAMLProvider
    /// Where our own sign-out is, which the request must be meant for.
    let destination: String
    let now: Timestamp

    /// How old a request may be that says no end of its own.
    static let lifetime = Duration.minutes(5)

    package init(from provider: SAMLProvider, to destination: String, at now: Timestamp) {
        self.provider = provider
        self.destination = destination
        self.now = now
    }

    // MARK: By redirect

    /// Reads the query as it was sent: the signature is over exactly that text.
    package func request(query text: String) throws(SignOnFault) -> SAMLSignOut {
        var parts: [String: Substring] = [:]
        for part in text.split(separator: "&") {
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2, parts.updateValue(halves[1], forKey: String(halves[0])) == nil else {
                throw .unreadableResponse
            }
        }
        guard let message = parts["SAMLRequest"] else { throw .unreadableResponse }
        guard let way = parts["SigAlg"], let signature = parts["Signature"] else { throw .notSigned }
        guard decoded(way) == SAMLNames.rsaSHA256, let bytes = decoded(signature).flatMap({ Base64.decode($0) }) else {
            throw .notTheSigned
        }
        let relay = parts["RelayState"].map { "&RelayState=\($0)" } ?? ""
        let signed = Array("SAMLRequest=\(message)\(relay)&SigAlg=\(way)".utf8)
        guard provider.certificates.contains(where: { SAMLSignOutReader.isRight(bytes, signed, $0) }) else {
            throw .wrongSignature
        }
        guard let packed = decoded(message).flatMap({ Base64.decode($0) }),
            let bytes = RawDeflate.unpack(packed, upTo: SAMLResponse.sizeLimit)
        else { throw .unreadableResponse }
        return try read(try XMLDocument(parsing: bytes).root)
    }

    private func decoded(_ text: Substring) -> String? { Query(parsing: "x=\(text)")?["x"] }

    private static func isRight(_ signature: [UInt8], _ bytes: [UInt8], _ certificate: Certificate) -> Bool {
        (try? certificate.rsaPublicKey.verify(signature, of: bytes)) ?? false
    }

    // MARK: By form

    /// Reads the field of a form; the request itself is signed.
    package func request(form field: String) throws(SignOnFault) -> SAMLSignOut {
        guard let bytes = SAMLResponse.bytes(field), !bytes.isEmpty else { throw .unreadableResponse }
        let signed = try XMLSignature.check(signOut: bytes, by: provider.certificates)
        // Only what was signed is read.
        return try read(try XMLDocument(parsing: signed).root)
    }

    // MARK: What it says

    /// Reads what a request says that is known to be the provider's.
    func read(_ request: XMLElement) throws(SignOnFault) -> SAMLSignOut {
        guard request.has(SAMLNames.protocol, "LogoutRequest"), request.attributes["Version"] == "2.0",
            let id = request.attributes["ID"], !id.isEmpty
        else { throw .unreadableResponse }
        guard let issuer = request.only(SAMLNames.assertion, "Issuer"),
            issuer.words.utf8.elementsEqual(provider.entityID.utf8),
            issuer.attributes["Format"] ?? SAMLNames.entityFormat == SAMLNames.entityFormat
        else { throw .wrongIssuer(request.only(SAMLNames.assertion, "Issuer")?.words ?? "") }
        guard request.attributes["Destination"] == destination else { throw .wrongDestination }
        guard let issued = request.attributes["IssueInstant"].flatMap({ Timestamp(iso8601: $0) }) else {
            throw .noTime("IssueInstant")
        }
        guard issued <= now + ClockSkew.allowed else { throw .notYetValid(from: issued) }
        var end = issued + SAMLSignOutReader.lifetime
        if let text = request.attributes["NotOnOrAfter"] {
            guard let told = Timestamp(iso8601: text) else { throw .noTime("NotOnOrAfter") }
            end = min(end, told)
        }
        guard now - ClockSkew.allowed < end else { throw .expired(at: end) }
        guard let name = request.only(SAMLNames.assertion, "NameID"), !name.words.isEmpty else { throw .noSubject }
        return SAMLSignOut(
            id: id,
            name: name.words,
            sessions: request.all(SAMLNames.protocol, "SessionIndex").map(\.words),
            forgetAfter: end + ClockSkew.allowed
        )
    }
}
