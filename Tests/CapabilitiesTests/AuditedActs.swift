import Capabilities
import Crypto
import Database
import Directory
import Store
import Telemetry
import TestSupport
import Testing

/// One act: how it is prepared, and how it is done. The log is to say so once.
struct AuditedAct: Sendable, CustomTestStringConvertible {
    let action: AuditAction
    var sendsMail = false
    let prepare: @Sendable (Office) async throws -> @Sendable () async throws -> Void

    var testDescription: String { action.rawValue }

    /// Every act that changes something.
    static let all: [AuditedAct] = [
        AuditedAct(action: .organisationChanged) { office in
            { try await office.capabilities.organisation.change(name: "B", timeZone: "UTC", by: office.ada) }
        },
        AuditedAct(action: .signOnProviderAdded) { office in
            { _ = try await office.signOn.create(.oidc, named: "Okta", by: office.ada) }
        },
        AuditedAct(action: .signOnProviderChanged) { office in
            let id = try await provider(enteredBy: office)
            return {
                let form = SingleSignOn.Form(name: "Okta", issuer: "https://id.example.org", clientID: "loam")
                try await office.signOn.change(id, to: form, by: office.ada)
            }
        },
        AuditedAct(action: .signOnProviderChanged) { office in
            let id = try await provider(enteredBy: office)
            return {
                try await office.signOn.setRules(
                    id,
                    domains: "example.org",
                    isEnforced: false,
                    createsPeople: true,
                    by: office.ada
                )
            }
        },
        AuditedAct(action: .signOnProviderSwitched) { office in
            let id = try await provider(enteredBy: office)
            try await office.database.write { db in
                guard var provider = try SignOnProvider.find(id, in: office.ada.organisation, on: db) else { return }
                provider.testedRevision = provider.revision
                try SignOnProvider.update(provider, on: db)
            }
            return { try await office.signOn.setOn(true, id, by: office.ada) }
        },
        AuditedAct(action: .signOnPeopleForgotten) { office in
            let id = try await provider(enteredBy: office)
            return { try await office.signOn.forgetPeople(of: id, by: office.ada) }
        },
        AuditedAct(action: .signOnProviderRemoved) { office in
            let id = try await provider(enteredBy: office)
            return { try await office.signOn.remove(id, by: office.ada) }
        },
        AuditedAct(action: .signOnTested) { office in
            let id = try await provider(enteredBy: office)
            let form = SingleSignOn.Form(name: "Okta", issuer: "https://127.0.0.1:9", clientID: "loam")
            try await office.signOn.change(id, to: form, by: office.ada)
            return { _ = await refusal { _ = try await office.signOn.beginTest(id, by: office.ada) } }
        },
        AuditedAct(action: .alertDismissed) { office in
            let sign = AlertSign(.runFailed, "1", about: "1", title: "A run has failed", sentence: "It did.")
            let organisation = office.ada.organisation
            _ = try await office.database.write { db in
                try Alert.settle([sign], in: organisation, at: Timestamp(seconds: 0), on: db)
            }
            return {
                let alert = try #require(try await office.capabilities.alerts.open(by: office.ada).first)
                try await office.capabilities.alerts.dismiss(alert.id, by: office.ada)
            }
        },
        AuditedAct(action: .matchDecided) { office in
            let id = try await office.waitingReview()
            return { try await office.capabilities.reviews.decide(id, .same, by: office.ada) }
        },
        AuditedAct(action: .matchDecisionTakenBack) { office in
            let id = try await office.waitingReview()
            try await office.capabilities.reviews.decide(id, .different, by: office.ada)
            return { try await office.capabilities.reviews.decide(id, .open, by: office.ada) }
        },
        AuditedAct(action: .userInvited) { office in
            { _ = try await office.capabilities.users.invite(ben, by: office.ada) }
        },
        AuditedAct(action: .userAdded) { office in
            let shell = try await office.capabilities.atCommandLine(as: "root at the command line")
            return { _ = try await office.capabilities.users.add(ben, by: shell) }
        },
        AuditedAct(action: .userInvitedAgain) { office in
            let id = try await office.capabilities.users.invite(ben, by: office.ada).user.id
            return { _ = try await office.capabilities.users.inviteAgain(id, by: office.ada) }
        },
        AuditedAct(action: .invitationAccepted) { office in
            let link = try await office.capabilities.users.invite(ben, by: office.ada).link ?? ""
            let passwords = office.capabilities.passwords
            return {
                let token = office.token(in: link)
                _ = try await passwords.use(link: token, password: Office.password, from: Office.origin)
            }
        },
        AuditedAct(action: .userChanged) { office in
            let id = try await user(hiredBy: office)
            let form = Users.Form(email: "benno@example.org", name: "Benno", role: .auditor)
            return { try await office.capabilities.users.change(id, to: form, by: office.ada) }
        },
        AuditedAct(action: .userChanged) { office in
            { try await office.capabilities.users.rename(to: "Ada B.", by: office.ada) }
        },
        AuditedAct(action: .creditsLimited) { office in
            let id = try await user(hiredBy: office)
            return { try await office.capabilities.allowances.limit(id, to: "500", reset: .monthly, by: office.ada) }
        },
        AuditedAct(action: .creditsLimited) { office in
            let id = try await user(hiredBy: office)
            return { try await office.capabilities.allowances.lift(id, by: office.ada) }
        },
        AuditedAct(action: .creditsReset) { office in
            let id = try await user(hiredBy: office)
            try await office.capabilities.allowances.limit(id, to: "500", reset: .manual, by: office.ada)
            return { try await office.capabilities.allowances.reset(id, by: office.ada) }
        },
        AuditedAct(action: .userDeactivated) { office in
            let id = try await user(hiredBy: office)
            return { try await office.capabilities.users.deactivate(id, by: office.ada) }
        },
        AuditedAct(action: .userReactivated) { office in
            let id = try await user(hiredBy: office)
            try await office.capabilities.users.deactivate(id, by: office.ada)
            return { try await office.capabilities.users.reactivate(id, by: office.ada) }
        },
        AuditedAct(action: .userSignedOut) { office in
            let id = try await user(hiredBy: office)
            return { _ = try await office.capabilities.sessions.revokeAll(of: id, by: office.ada) }
        },
        AuditedAct(action: .sessionStarted) { office in { _ = try await office.signIn() } },
        AuditedAct(action: .sessionEnded) { office in
            let second = try await office.signIn().caller
            return { try await office.capabilities.sessions.end(by: second) }
        },
        AuditedAct(action: .sessionRevoked) { office in
            let second = try await office.signIn().caller
            guard let id = second.session else { throw Refusal.sessionNeeded }
            return { try await office.capabilities.sessions.revoke(id, by: office.ada) }
        },
        AuditedAct(action: .otherSessionsRevoked) { office in
            _ = try await office.signIn()
            return { try await office.capabilities.sessions.revokeOthers(by: office.ada) }
        },
        AuditedAct(action: .passwordChanged) { office in
            let new = Secret("another fine secret")
            return {
                _ = try await office.capabilities.passwords.change(from: Office.password, to: new, by: office.ada)
            }
        },
        AuditedAct(action: .passwordSet) { office in
            let id = try await user(hiredBy: office)
            let shell = try await office.capabilities.atCommandLine(as: "root at the command line")
            return { try await office.capabilities.passwords.set(Secret("another fine secret"), for: id, by: shell) }
        },
        AuditedAct(action: .jobCancelled) { office in
            let id = try await office.enqueue(for: nil)
            return { try await office.capabilities.jobs.cancel(id, by: office.ada) }
        },
        AuditedAct(action: .jobRetried) { office in
            let id = try await office.enqueue(for: nil)
            try await office.capabilities.jobs.cancel(id, by: office.ada)
            return { try await office.capabilities.jobs.retry(id, by: office.ada) }
        },
        AuditedAct(action: .resetRequested) { office in
            { try await office.capabilities.passwords.requestReset(for: Office.adaEmail, from: Office.origin) }
        },
        AuditedAct(action: .resetLinkMade) { office in
            let id = try await user(hiredBy: office)
            return { _ = try await office.capabilities.passwords.resetLink(for: id, by: office.ada) }
        },
        AuditedAct(action: .passwordReset) { office in
            let id = try await user(hiredBy: office)
            let passwords = office.capabilities.passwords
            let token = office.token(in: try await passwords.resetLink(for: id, by: office.ada))
            return { _ = try await passwords.use(link: token, password: Office.password, from: Office.origin) }
        },
        AuditedAct(action: .provisioningTokenMade) { office in
            let shell = try await office.capabilities.atCommandLine(as: "root at the command line")
            return { _ = try await office.capabilities.provisioning.makeToken(named: "Okta", lifetime: nil, by: shell) }
        },
        AuditedAct(action: .provisioningTokenRevoked) { office in
            let shell = try await office.capabilities.atCommandLine(as: "root at the command line")
            let made = try await office.capabilities.provisioning.makeToken(named: "Okta", lifetime: nil, by: shell)
            return { try await office.capabilities.provisioning.revokeToken(made.token.id, by: office.ada) }
        },
        AuditedAct(action: .provisioningSwitched) { office in
            { try await office.capabilities.provisioning.turn(on: true, by: office.ada) }
        },
        AuditedAct(action: .provisioningSwitched) { office in
            let provider = try await office.provisioner()
            return { try await office.capabilities.provisioning.begin(by: provider) }
        },
        AuditedAct(action: .provisioningChanged) { office in
            {
                try await office.capabilities.provisioning.change(
                    provider: .entra,
                    needsProduct: false,
                    mayMakeAdmins: true,
                    by: office.ada
                )
            }
        },
        AuditedAct(action: .userHandedOver) { office in
            let id = try #require(try await office.hire("bea@example.org", role: .admin).caller.user)
            return { try await office.capabilities.provisioning.hand(over: true, id, by: office.ada) }
        },
        AuditedAct(action: .productAdded) { office in
            { try await office.capabilities.subscription.add("engage", seats, by: office.ada) }
        },
        AuditedAct(action: .productChanged) { office in
            try await office.capabilities.subscription.add("engage", seats, by: office.ada)
            return {
                let form = Subscription.Form(name: "Engage", seats: "9", lastDay: "2030-12-31")
                try await office.capabilities.subscription.change("engage", to: form, by: office.ada)
            }
        },
        AuditedAct(action: .productRemoved) { office in
            try await office.capabilities.subscription.add("engage", seats, by: office.ada)
            return { try await office.capabilities.subscription.remove("engage", by: office.ada) }
        },
        AuditedAct(action: .userProductsChanged) { office in
            let id = try await user(hiredBy: office)
            try await office.capabilities.subscription.add("engage", seats, by: office.ada)
            return { try await office.capabilities.subscription.assign(["engage"], to: id, by: office.ada) }
        },
        AuditedAct(action: .userProvisioned) { office in
            let provider = try await office.provisioner()
            return { _ = try await office.capabilities.directory.create(carl, by: provider) }
        },
        AuditedAct(action: .userLinked) { office in
            let id = try await user(hiredBy: office)
            let provider = try await office.provisioner()
            return {
                _ = try await office.capabilities.directory.change(person: id.rawValue, by: provider) { $0.resource }
            }
        },
        AuditedAct(action: .userRemoved) { office in
            let provider = try await office.provisioner()
            let made = try await office.capabilities.directory.create(carl, by: provider)
            return {
                try await office.capabilities.directory.remove(person: made.entry.id.rawValue, by: provider) { _ in }
            }
        },
        AuditedAct(action: .groupCreated) { office in
            let provider = try await office.provisioner()
            return { _ = try await office.capabilities.directory.create(group: sales, by: provider) }
        },
        AuditedAct(action: .groupChanged) { office in
            let provider = try await office.provisioner()
            let made = try await office.capabilities.directory.create(group: sales, by: provider)
            return {
                _ = try await office.capabilities.directory.change(group: made.entry.id.rawValue, by: provider) {
                    _,
                    _ in
                    Resource(["displayName": "Selling"])
                }
            }
        },
        AuditedAct(action: .groupRemoved) { office in
            let provider = try await office.provisioner()
            let made = try await office.capabilities.directory.create(group: sales, by: provider)
            return {
                try await office.capabilities.directory.remove(group: made.entry.id.rawValue, by: provider) { _ in }
            }
        },
        AuditedAct(action: .groupProductsChanged) { office in
            let provider = try await office.provisioner()
            let made = try await office.capabilities.directory.create(group: sales, by: provider)
            try await office.capabilities.subscription.add("engage", seats, by: office.ada)
            return {
                try await office.capabilities.subscription.grant(["engage"], to: made.entry.id, by: office.ada)
            }
        },
        AuditedAct(action: .apiKeyCreated) { office in
            let shell = try await office.capabilities.atCommandLine(as: "root at the command line")
            let form = APIKeys.Form(name: "nightly", role: .member, lifetime: nil)
            return {
                _ = try await office.capabilities.apiKeys.create(form, answeredForBy: Office.adaEmail, by: shell)
            }
        },
        AuditedAct(action: .apiKeyCreated) { office in
            { _ = try await office.capabilities.apiKeys.create(key, by: office.ada) }
        },
        AuditedAct(action: .apiKeyRevoked) { office in
            let id = try await office.capabilities.apiKeys.create(key, by: office.ada).key.id
            return { try await office.capabilities.apiKeys.revoke(id, by: office.ada) }
        },
        AuditedAct(action: .mailRead) { office in
            let id = try await office.capabilities.outbox.sendTest(to: "a@example.org", by: office.ada).id
            return { _ = try await office.capabilities.outbox.read(id, by: office.ada) }
        },
        AuditedAct(action: .testMailSent, sendsMail: true) { office in
            { _ = try await office.capabilities.outbox.sendTest(to: "a@example.org", by: office.ada) }
        },
        AuditedAct(action: .mailResent, sendsMail: true) { office in
            let mail = try await office.capabilities.outbox.sendTest(to: "a@example.org", by: office.ada)
            try await office.database.write { db in
                let moved = try OutboxMail.move(mail.id, in: mail.organisation, from: [.queued], to: .failed, on: db)
                try db.run("DELETE FROM jobs").expect(rows: moved ? 1 : 0)
            }
            return { try await office.capabilities.outbox.resend(mail.id, by: office.ada) }
        },
        AuditedAct(action: .sourceChanged) { office in
            let source = try await office.database.write { db in
                try CatalogueSource.take("crm", priority: nil, at: office.clock.now, on: db)
            }
            return { try await office.capabilities.sources.setPriority("7", of: source.number, by: office.ada) }
        },
        AuditedAct(action: .sealingKeysRotated) { office in
            { _ = try await office.capabilities.sealing.reseal(by: office.ada) }
        },
    ]

    private static let ben = Users.Form(email: "ben@example.org", name: "Ben Spinner", role: .member)
    private static let key = APIKeys.Form(name: "Nightly", role: .member, lifetime: .days(30))

    private static func provider(enteredBy office: Office) async throws -> ID<SignOnProvider> {
        try await office.signOn.create(.oidc, named: "Okta", by: office.ada).id
    }

    private static func user(hiredBy office: Office) async throws -> ID<User> {
        guard let id = try await office.hire("ben@example.org").caller.user else { throw Refusal.userUnknown }
        return id
    }
}

// MARK: - Identity providers

private let seats = Subscription.Form(name: "Engage", seats: "5", lastDay: "")
private let carl = Resource(["userName": "carl@example.org"])
private let sales = Resource(["displayName": "Sales"])

extension Office {
    /// An identity provider that may bring people without a product.
    func provisioner() async throws -> Provisioner {
        let provisioning = capabilities.provisioning
        try await provisioning.change(provider: .okta, needsProduct: false, mayMakeAdmins: false, by: ada)
        let shell = try await capabilities.atCommandLine(as: "root at the command line")
        let made = try await provisioning.makeToken(named: "Okta", lifetime: nil, by: shell)
        return try #require(try await provisioning.provisioner(for: made.text.reveal(), from: Office.origin))
    }
}
