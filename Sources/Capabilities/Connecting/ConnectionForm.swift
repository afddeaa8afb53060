package import Crypto
import HTTP
import Salesforce
package import Store

extension Connections {
    /// What an administrator enters to connect an org.
    package struct Form: Sendable {
        package var name: String
        package var place: Place
        package var way: OrgConnection.Way
        /// Empty where the app of this host was entered before.
        package var consumerKey: String
        package var consumerSecret: Secret?
        /// As whom a signed statement signs in.
        package var username: String
        /// A private key in PEM, where the administrator brings one; otherwise Loam makes one.
        package var privateKey: Secret?

        package init(
            name: String,
            place: Place,
            way: OrgConnection.Way = .browser,
            consumerKey: String = "",
            consumerSecret: Secret? = nil,
            username: String = "",
            privateKey: Secret? = nil
        ) {
            self.name = name
            self.place = place
            self.way = way
            self.consumerKey = consumerKey
            self.consumerSecret = consumerSecret
            self.username = username
            self.privateKey = privateKey
        }
    }

    /// Where the org's users sign in.
    package enum Place: Sendable, Equatable {
        case production
        case sandbox
        /// The org's own domain, as an administrator types or pastes it.
        case custom(String)
    }
}

extension Faults {
    /// The host of a place as an origin, in the one form in which it is kept.
    mutating func host(_ place: Connections.Place, _ calls: CallSettings) -> String? {
        let typed: String
        switch place {
        case .production: return LoginHost.production.origin
        case .sandbox: return LoginHost.sandbox.origin
        case .custom(let text): typed = text
        }
        guard !typed.allSatisfy(\.isWhitespace) else {
            add("address", "Enter the org's address, such as acme.my.salesforce.com.")
            return nil
        }
        do throws(SalesforceError) {
            let host = try LoginHost(typed: typed)
            guard case .custom(let url) = host else { return host.origin }
            if url.scheme == "https" || calls.privateHosts.contains(url.host) { return url.shortOrigin }
            add("address", "Write the address with https; without it anybody on the way could read the tokens.")
        } catch {
            add("address", error.sentence)
        }
        return nil
    }

    mutating func consumerKey(_ text: String) -> String? {
        let key = text.filter { !$0.isWhitespace }
        if key.isEmpty {
            add("consumerKey", "Enter the consumer key of Loam's connected app in this org.")
        } else if key.utf8.count > 512 || !key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) {
            add("consumerKey", "This is no consumer key; copy it from the connected app in Salesforce.")
        } else {
            return key
        }
        return nil
    }

    mutating func username(_ text: String) -> String? {
        let name = text.filter { !$0.isWhitespace }
        if name.utf8.count < 3 || name.utf8.count > 255 || !name.contains("@") {
            add("username", "Enter the username of the integration user, such as loam@example.org.")
            return nil
        }
        return name
    }
}
