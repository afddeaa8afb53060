package import Crypto
import Database

/// What a person needs to come into a fresh org for the first time, by browser and by program.
package struct FirstSignIn: Sendable {
    package let username: String
    package let password: Secret
    package let securityToken: Secret
    package let consumerKey: String
    package let consumerSecret: Secret
}

extension SandboxServer {
    /// What the first connected app is to be like, beside what every app is.
    package struct FirstApp: Sendable {
        /// Where a browser may be sent back to, beside the addresses that command-line tools listen at.
        package var callbacks: [String] = []
        /// For the JWT bearer flow.
        package var certificate: Certificate?

        package init() {}
    }

    /// The sign-in of the org's first administrator, made when it is asked for the first time and the same ever after.
    package func firstSignIn(_ wishes: FirstApp = FirstApp()) async throws -> FirstSignIn {
        let database = signIn.org.database
        let person = try await signIn.org.administrator()
        let secrets = SignInSecrets(database: database)
        let (password, isNew) = try await secrets.value("first password") { Secret(Random.token(bytes: 9)) }
        let (token, _) = try await secrets.value("first security token") {
            Secret(Hex.encode(Random.bytes(Passwords.tokenLength / 2)))
        }
        if isNew { try await signIn.passwords.set(password, securityToken: token, of: person.userID) }
        let app = try await firstApp(for: person, wishes)
        return FirstSignIn(
            username: person.username,
            password: password,
            securityToken: token,
            consumerKey: app.consumerKey,
            consumerSecret: Secret(app.consumerSecret)
        )
    }

    private func firstApp(for person: OrgCaller, _ wishes: FirstApp) async throws -> ConnectedApp {
        let name = "Loam"
        var app = try await signIn.apps.all().first { $0.name == name } ?? ConnectedApp(name: name)
        // Where Salesforce's own command line listens.
        for callback in ["http://localhost:1717/OauthRedirect"] + wishes.callbacks
        where !app.callbacks.contains(callback) {
            app.callbacks.append(callback)
        }
        app.runAs = app.runAs ?? person.userID
        app.certificate = wishes.certificate ?? app.certificate
        try await signIn.apps.save(app)
        // So that programs may act for the administrator at once, as after a first consent.
        if try await signIn.apps.approval(of: person.userID, for: app) == nil {
            try await signIn.apps.approve(app, for: person.userID, app.scopes)
        }
        return app
    }
}
