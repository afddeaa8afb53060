package import HTTP

/// Where an org signs its users in.
package enum LoginHost: Hashable, Sendable {
    case production
    case sandbox
    /// The org's own address (My Domain), or any server that speaks as Salesforce does.
    case custom(HTTPURL)

    /// Without a slash at the end.
    package var origin: String {
        switch self {
        case .production: "https://login.salesforce.com"
        case .sandbox: "https://test.salesforce.com"
        case .custom(let url): url.text.hasSuffix("/") ? String(url.text.dropLast()) : url.text
        }
    }

    /// Whom a signed statement is for: a My Domain address stands for the common host behind it.
    package var audience: String {
        guard case .custom(let url) = self, url.host.hasSuffix(".salesforce.com") else { return origin }
        return url.host.contains(".sandbox.my.") ? LoginHost.sandbox.origin : LoginHost.production.origin
    }

    /// Reads what an admin types: a name or an address, with or without `https://` and a path.
    ///
    /// The address of the pages (`lightning.force.com`) becomes the one of the API, as people copy it from their browser.
    package init(typed text: String) throws(SalesforceError) {
        let trimmed = String(text.split(separator: " ", omittingEmptySubsequences: true).joined())
        let address = trimmed.contains("://") ? trimmed : "https://" + trimmed
        guard let url = try? HTTPURL(address) else {
            throw SalesforceError(
                .notUnderstood,
                meaning: .admin("This is no address of a Salesforce org; write it as acme.my.salesforce.com.")
            )
        }
        let name = url.host
        if name == "login.salesforce.com" {
            self = .production
        } else if name == "test.salesforce.com" {
            self = .sandbox
        } else if name.hasSuffix(".lightning.force.com") {
            let domain = name.dropLast(".lightning.force.com".count)
            self = .custom(try LoginHost.url("https://" + domain + ".my.salesforce.com"))
        } else {
            self = .custom(try LoginHost.url(url.origin))
        }
    }

    private static func url(_ text: String) throws(SalesforceError) -> HTTPURL {
        do {
            return try HTTPURL(text)
        } catch {
            throw SalesforceError(error)
        }
    }
}
