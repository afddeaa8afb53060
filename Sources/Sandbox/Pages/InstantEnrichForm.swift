import HTML
import HTTP

/// The settings of Instant Enrich as a form, on its way out and back.
struct InstantEnrichForm: Sendable {
    /// As far as they could be read.
    private(set) var settings = InstantEnrich()
    private var complaint: String?

    init(_ settings: InstantEnrich) {
        self.settings = settings
    }

    init(_ form: Query) {
        settings.leads = form.contains("leads")
        settings.contacts = form.contains("contacts")
        settings.accounts = form.contains("accounts")
        var credential = NamedCredential()
        func text(_ name: String) -> String { String((form[name] ?? "").trimmed) }
        credential.endpoint = text("endpoint")
        credential.issuer = text("issuer")
        credential.username = text("username")
        credential.audience = text("audience")
        credential.certificate = text("certificate")
        credential.allowsPrivateAddresses = form.contains("private")
        credential.lifetime = number("lifetime", form, "Seconds that a token is good")
        credential.timeout = number("timeout", form, "Seconds to wait for an answer")
        settings.credential = credential
        settings.retry.attempts = number("attempts", form, "Attempts")
        settings.retry.firstWait = number("first", form, "Seconds before the second attempt")
        settings.retry.longestWait = number("longest", form, "Seconds between attempts at most")
    }

    private mutating func number(_ name: String, _ form: Query, _ label: String) -> Int {
        guard let number = Int((form[name] ?? "").trimmed) else {
            complaint = complaint ?? "“\(label)” takes a whole number."
            return 0
        }
        return number
    }

    func read() throws(OrgError) -> InstantEnrich {
        if let complaint { throw OrgError("INVALID_INPUT", complaint) }
        return settings
    }

    func html(certificates: [String], issuer: String, mayChange: Bool) -> HTML {
        let credential = settings.credential
        func option(_ name: String) -> HTML {
            "<option value=\"\(name)\"\(attribute: "selected", when: name == credential.certificate)>\(name)</option>"
        }
        return """
            <form method="post" action="\(InstantEnrichPage.path)"><fieldset class="settings"\
            \(attribute: "disabled", when: !mayChange)><legend class="skip">Settings</legend>\
            <section class="card"><header><h2>Records</h2><p>Each by itself</p></header><div class="pad">\
            \(box("leads", "Leads", settings.leads))\(box("contacts", "Contacts", settings.contacts))\
            \(box("accounts", "Accounts", settings.accounts))</div></section>\
            <section class="card"><header><h2>Credential</h2><p>Where to call, and as whom</p></header><div class="pad">\
            \(line("endpoint", "Endpoint", credential.endpoint, "The address to which new records are posted."))\
            \(box("private", "May be on this machine or in a private network", credential.allowsPrivateAddresses))\
            \(line("username", "Username (sub)", credential.username, "Loam shows it when the certificate is uploaded."))\
            \(line("audience", "Audience (aud)", credential.audience, "When empty, the origin of the endpoint."))\
            \(line("issuer", "Issuer (iss)", credential.issuer, "When empty, the id of the org: \(issuer)"))\
            <div class="field"><label for="certificate">Certificate that signs</label>\
            <select id="certificate" name="certificate">\(each: certificates, option)</select></div>\
            \(count("lifetime", "Seconds that a token is good", credential.lifetime, 1...3600))\
            \(count("timeout", "Seconds to wait for an answer", credential.timeout, 1...120))</div></section>\
            <section class="card"><header><h2>Attempts</h2><p>After no answer, 429 and 5xx</p></header><div class="pad">\
            \(count("attempts", "Attempts", settings.retry.attempts, 1...20))\
            \(count("first", "Seconds before the second attempt; doubled after each", settings.retry.firstWait, 1...600))\
            \(count("longest", "Seconds between attempts at most", settings.retry.longestWait, 1...86400))</div></section>\
            \(when: mayChange, "<p><button type=\"submit\" class=\"primary\">Save the settings</button></p>")</fieldset></form>
            """
    }

    private func box(_ name: String, _ label: HTML, _ isOn: Bool) -> HTML {
        """
        <p class="tick"><label><input type="checkbox" name="\(name)" value="1"\
        \(attribute: "checked", when: isOn)> \(label)</label></p>
        """
    }

    private func line(_ name: String, _ label: HTML, _ value: String, _ hint: HTML) -> HTML {
        """
        <div class="field"><label for="\(name)">\(label)</label><input id="\(name)" name="\(name)" type="text" value="\(value)" \
        autocomplete="off" aria-describedby="\(name)-hint"><p class="hint" id="\(name)-hint">\(hint)</p></div>
        """
    }

    private func count(_ name: String, _ label: HTML, _ value: Int, _ range: ClosedRange<Int>) -> HTML {
        """
        <div class="field"><label for="\(name)">\(label)</label><input id="\(name)" name="\(name)" type="number" \
        min="\(range.lowerBound)" max="\(range.upperBound)" value="\(value)" required></div>
        """
    }
}

extension String {
    fileprivate var trimmed: Substring {
        let start = firstIndex { !$0.isWhitespace } ?? endIndex
        let end = lastIndex { !$0.isWhitespace }.map { index(after: $0) } ?? start
        return self[start..<max(start, end)]
    }
}
