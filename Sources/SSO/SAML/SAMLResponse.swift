import Crypto
package import Telemetry

/// Reads the response that a browser brings from a SAML identity provider.
package struct SAMLResponse: Sendable {
    package let provider: SAMLProvider
    package let service: ServiceProvider
    /// The request that this browser was sent with.
    package let requestID: String
    package let now: Timestamp

    package static let sizeLimit = 512 * 1024

    package init(answering requestID: String, of provider: SAMLProvider, to service: ServiceProvider, at now: Timestamp)
    {
        self.provider = provider
        self.service = service
        self.requestID = requestID
        self.now = now
    }

    /// Whether the response answers no request, as when the provider's own start page began the sign-in. Nothing of it
    /// is believed.
    package static func answersNothing(_ field: String) -> Bool {
        guard let bytes = bytes(field), let root = try? XMLDocument(parsing: bytes).root else { return false }
        return root.has(SAMLNames.protocol, "Response") && root.attributes["InResponseTo"] == nil
    }

    static func bytes(_ field: String) -> [UInt8]? {
        guard field.utf8.count <= sizeLimit else { return nil }
        return Base64.decode(field.filter { !$0.isWhitespace })
    }

    /// Who signed in. `saw` is told what the response says, whether or not it is believed.
    package func assertion(
        in field: String,
        saw: @Sendable (Arrived) -> Void
    ) throws(SignOnFault) -> Assertion {
        guard let bytes = SAMLResponse.bytes(field), !bytes.isEmpty else { throw .unreadableResponse }
        let seen = try XMLDocument(parsing: bytes).root
        saw(Arrived(response: seen))
        guard seen.has(SAMLNames.protocol, "Response"), seen.attributes["Version"] == "2.0" else {
            throw .unreadableResponse
        }
        // Without success there is no assertion to be signed; nothing but the refusal follows from these words.
        if let refusal = refusal(in: seen) { throw refusal }
        let signed = try XMLSignature.check(response: bytes, by: provider.certificates)
        // From here on only what was signed is read, and the rest of the response only to refuse it.
        let response = try signed.response.map { bytes throws(SignOnFault) in try XMLDocument(parsing: bytes).root }
        try check(response ?? seen, isSigned: response != nil)
        let assertion =
            if let bytes = signed.assertion {
                try XMLDocument(parsing: bytes).root
            } else {
                response?.only(SAMLNames.assertion, "Assertion")
            }
        guard let assertion, assertion.has(SAMLNames.assertion, "Assertion") else { throw .notTheSigned }
        return try Assertion(assertion, expected: self)
    }

    private func refusal(in response: XMLElement) -> SignOnFault? {
        let status = response.only(SAMLNames.protocol, "Status")
        guard let code = status?.only(SAMLNames.protocol, "StatusCode") else { return .unreadableResponse }
        guard code.attributes["Value"] != SAMLNames.success else { return nil }
        let inner = code.only(SAMLNames.protocol, "StatusCode")?.attributes["Value"]
        let words = [
            inner ?? code.attributes["Value"], status?.only(SAMLNames.protocol, "StatusMessage")?.words,
        ]
        return .refusedByProvider(words.compactMap { $0 }.joined(separator: ": "))
    }

    private func check(_ response: XMLElement, isSigned: Bool) throws(SignOnFault) {
        guard response.attributes["Destination"].map({ $0 == service.consumer }) ?? !isSigned else {
            throw .wrongDestination
        }
        guard let request = response.attributes["InResponseTo"] else { throw .unsolicited }
        guard request == requestID else { throw .wrongRequest }
        if let issuer = response.all(SAMLNames.assertion, "Issuer").first { try check(issuer: issuer) }
    }

    fileprivate func check(issuer: XMLElement) throws(SignOnFault) {
        let format = issuer.attributes["Format"]
        guard issuer.words.utf8.elementsEqual(provider.entityID.utf8),
            format ?? SAMLNames.entityFormat == SAMLNames.entityFormat
        else { throw .wrongIssuer(issuer.words) }
    }
}

/// What an identity provider vouches for, after every check.
package struct Assertion: Sendable, Equatable {
    package let id: String
    package let identity: Identity
    package let session: SAMLSession
    /// Until then the ID must be remembered, so that nobody comes with the same assertion again.
    package let forgetAfter: Timestamp
    /// When the provider wants the session to have ended.
    package let sessionEnds: Timestamp?

    fileprivate init(_ element: XMLElement, expected: SAMLResponse) throws(SignOnFault) {
        guard element.attributes["Version"] == "2.0", let id = element.attributes["ID"], !id.isEmpty else {
            throw .unreadableResponse
        }
        guard let issuer = element.only(SAMLNames.assertion, "Issuer") else { throw .wrongIssuer("") }
        try expected.check(issuer: issuer)
        let now = expected.now
        guard let issued = try Assertion.time("IssueInstant", of: element) else { throw .noTime("IssueInstant") }
        guard issued <= now + ClockSkew.allowed else { throw .notYetValid(from: issued) }
        guard let subject = element.only(SAMLNames.assertion, "Subject"),
            let nameID = subject.only(SAMLNames.assertion, "NameID"), !nameID.words.isEmpty
        else { throw .noSubject }
        let confirmedUntil = try Assertion.checkConfirmation(of: subject, expected)
        let validUntil = try Assertion.checkConditions(of: element, expected)
        guard let statement = element.all(SAMLNames.assertion, "AuthnStatement").first else { throw .noAuthentication }
        let ends = try Assertion.time("SessionNotOnOrAfter", of: statement)
        if let ends, ends <= now - ClockSkew.allowed { throw .expired(at: ends) }
        let format = nameID.attributes["Format"]
        let attributes = Attributes(of: element)
        self.id = id
        sessionEnds = ends
        forgetAfter = max(confirmedUntil, validUntil ?? confirmedUntil) + ClockSkew.allowed
        session = SAMLSession(name: nameID.words, nameFormat: format, index: statement.attributes["SessionIndex"])
        identity = Identity(
            issuer: expected.provider.entityID,
            subject: format == SAMLNames.transientFormat ? nil : nameID.words,
            email: attributes.email ?? (nameID.words.contains("@") ? nameID.words : nil),
            emailIsProven: true,
            name: attributes.name,
            arrived: Arrived(assertion: element)
        )
    }

    /// At least one confirmation must hold in every part; tells until when it does.
    private static func checkConfirmation(
        of subject: XMLElement,
        _ expected: SAMLResponse
    ) throws(SignOnFault) -> Timestamp {
        var fault = SignOnFault.notConfirmed
        for confirmation in subject.all(SAMLNames.assertion, "SubjectConfirmation")
        where confirmation.attributes["Method"] == SAMLNames.bearer {
            guard let data = confirmation.only(SAMLNames.assertion, "SubjectConfirmationData") else { continue }
            do throws(SignOnFault) {
                return try check(confirmation: data, expected)
            } catch {
                fault = error
            }
        }
        throw fault
    }

    private static func check(
        confirmation data: XMLElement,
        _ expected: SAMLResponse
    ) throws(SignOnFault) -> Timestamp {
        guard data.attributes["Recipient"] == expected.service.consumer else { throw .wrongRecipient }
        guard let end = try time("NotOnOrAfter", of: data) else { throw .noTime("NotOnOrAfter") }
        guard end > expected.now - ClockSkew.allowed else { throw .expired(at: end) }
        guard data.attributes["NotBefore"] == nil else { throw .notConfirmed }
        guard let request = data.attributes["InResponseTo"] else { throw .unsolicited }
        guard request == expected.requestID else { throw .wrongRequest }
        return end
    }

    private static func checkConditions(
        of element: XMLElement,
        _ expected: SAMLResponse
    ) throws(SignOnFault) -> Timestamp? {
        guard let conditions = element.only(SAMLNames.assertion, "Conditions") else { throw .wrongAudience }
        if let start = try time("NotBefore", of: conditions), start > expected.now + ClockSkew.allowed {
            throw .notYetValid(from: start)
        }
        let end = try time("NotOnOrAfter", of: conditions)
        if let end, end <= expected.now - ClockSkew.allowed { throw .expired(at: end) }
        let known = ["AudienceRestriction", "OneTimeUse", "ProxyRestriction"]
        guard conditions.children.allSatisfy({ $0.namespace == SAMLNames.assertion && known.contains($0.name) }) else {
            throw .unknownCondition
        }
        let restrictions = conditions.all(SAMLNames.assertion, "AudienceRestriction")
        let isForUs = restrictions.allSatisfy { restriction in
            restriction.all(SAMLNames.assertion, "Audience").contains { audience in
                audience.words.utf8.elementsEqual(expected.service.entityID.utf8)
            }
        }
        guard !restrictions.isEmpty, isForUs else { throw .wrongAudience }
        return end
    }

    private static func time(_ name: String, of element: XMLElement) throws(SignOnFault) -> Timestamp? {
        guard let text = element.attributes[name] else { return nil }
        guard let time = Timestamp(iso8601: text) else { throw .noTime(name) }
        return time
    }
}

/// What the assertion says of the person, under the names that providers give it.
private struct Attributes {
    let values: [(name: String, value: String)]

    init(of assertion: XMLElement) {
        values = assertion.all(SAMLNames.assertion, "AttributeStatement")
            .flatMap { $0.all(SAMLNames.assertion, "Attribute") }
            .map { attribute in
                let values = attribute.all(SAMLNames.assertion, "AttributeValue").map(\.words)
                return (attribute.attributes["Name"] ?? "", values.joined(separator: ", "))
            }
    }

    private func first(_ names: [String]) -> String? {
        for name in names {
            if let found = values.first(where: { $0.name.lowercased() == name && !$0.value.isEmpty }) {
                return found.value
            }
        }
        return nil
    }

    var email: String? {
        first([
            "email", "emailaddress", "mail", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
            "urn:oid:0.9.2342.19200300.100.1.3",
        ])
    }

    var name: String? {
        first([
            "displayname", "name", "http://schemas.microsoft.com/identity/claims/displayname",
            "urn:oid:2.16.840.1.113730.3.1.241",
        ])
            ?? {
                let parts = [
                    first([
                        "firstname", "givenname", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname",
                        "urn:oid:2.5.4.42",
                    ]),
                    first([
                        "lastname", "sn", "surname", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname",
                        "urn:oid:2.5.4.4",
                    ]),
                ].compactMap { $0 }
                return parts.isEmpty ? nil : parts.joined(separator: " ")
            }()
    }
}

extension Arrived {
    /// All that a response says, for an administrator to read.
    fileprivate init(response: XMLElement) {
        var lines = [
            Line("Destination", response.attributes["Destination"] ?? ""),
            Line("InResponseTo", response.attributes["InResponseTo"] ?? ""),
            Line("Issuer of the response", response.all(SAMLNames.assertion, "Issuer").first?.words ?? ""),
        ]
        for assertion in response.all(SAMLNames.assertion, "Assertion") { lines += Arrived(assertion: assertion).lines }
        self.init(lines.filter { !$0.value.isEmpty })
    }

    fileprivate init(assertion: XMLElement) {
        var lines = [Line("Issuer", assertion.all(SAMLNames.assertion, "Issuer").first?.words ?? "")]
        for subject in assertion.all(SAMLNames.assertion, "Subject") {
            for name in subject.all(SAMLNames.assertion, "NameID") {
                lines.append(Line("NameID", name.words))
                lines.append(Line("NameID format", name.attributes["Format"] ?? ""))
            }
            for data in subject.all(SAMLNames.assertion, "SubjectConfirmation")
                .flatMap({ $0.all(SAMLNames.assertion, "SubjectConfirmationData") })
            {
                lines.append(Line("Recipient", data.attributes["Recipient"] ?? ""))
                lines.append(Line("Good until", data.attributes["NotOnOrAfter"] ?? ""))
            }
        }
        for audience in assertion.all(SAMLNames.assertion, "Conditions")
            .flatMap({ $0.all(SAMLNames.assertion, "AudienceRestriction") })
            .flatMap({ $0.all(SAMLNames.assertion, "Audience") })
        {
            lines.append(Line("Audience", audience.words))
        }
        lines += Attributes(of: assertion).values.map { Line($0.name, $0.value) }
        self.init(lines.filter { !$0.value.isEmpty })
    }
}
