import Capabilities
import Store

extension AuditAction {
    /// What somebody did, after their name: "invited Grace Hopper".
    func phrase(_ subject: String, isOwn: Bool = false) -> String {
        if isOwn, let phrase = ownPhrase { return phrase }
        return switch self {
        case .organisationCreated: "set up \(subject)"
        case .organisationChanged: "changed the organisation’s settings"
        case .userAdded: "added \(subject)"
        case .userInvited: "invited \(subject)"
        case .userInvitedAgain: "invited \(subject) again"
        case .invitationAccepted: "accepted the invitation"
        case .userChanged: "changed \(subject)"
        case .userDeactivated: "deactivated \(subject)"
        case .creditsLimited: "changed the credit limit of \(subject)"
        case .creditsReset: "reset the credit usage of \(subject)"
        case .userReactivated: "reactivated \(subject)"
        case .userProvisioned: "added \(subject)"
        case .userLinked: "took over \(subject)"
        case .userRemoved: "removed \(subject)"
        case .userHandedOver: "changed who manages \(subject)"
        case .userProductsChanged: "changed the products of \(subject)"
        case .groupCreated: "made the group “\(subject)”"
        case .groupChanged: "changed the group “\(subject)”"
        case .groupRemoved: "removed the group “\(subject)”"
        case .groupProductsChanged: "changed the products of the group “\(subject)”"
        case .productAdded: "added the product \(subject)"
        case .productChanged: "changed the product \(subject)"
        case .productRemoved: "removed the product \(subject)"
        case .provisioningChanged: "changed auto provisioning"
        case .provisioningSwitched: "switched auto provisioning on or off"
        case .provisioningTokenMade: "made the provisioning token “\(subject)”"
        case .provisioningTokenRevoked: "revoked the provisioning token “\(subject)”"
        case .sessionStarted: "signed in"
        case .sessionEnded: "signed out"
        case .sessionRevoked: "signed out the device \(subject)"
        case .otherSessionsRevoked: "signed out all other devices"
        case .userSignedOut: "signed \(subject) out everywhere"
        case .passwordChanged: "changed their password"
        case .passwordSet: "set the password of \(subject)"
        case .resetRequested: "asked for a new password"
        case .resetLinkMade: "made a password link for \(subject)"
        case .passwordReset: "set a new password by a link"
        case .apiKeyCreated: "made the API key “\(subject)”"
        case .apiKeyRevoked: "revoked the API key “\(subject)”"
        case .mailRead: "read the mail “\(subject)”"
        case .mailResent: "sent the mail “\(subject)” again"
        case .testMailSent: "sent a test mail"
        case .jobRetried: "retried the background job “\(subject)”"
        case .jobCancelled: "cancelled the background job “\(subject)”"
        case .runStarted: "started a run of \(subject)"
        case .runPreviewed: "started a preview of \(subject)"
        case .runApplied: "had the plan of a preview of \(subject) carried out"
        case .runUndone: "had a run of \(subject) undone"
        case .runPaused: "paused a run of \(subject)"
        case .runResumed: "let a run of \(subject) go on"
        case .runCancelled: "stopped a run of \(subject)"
        case .alertDismissed: "dismissed the alert “\(subject)”"
        case .sourceChanged: "changed the source “\(subject)”"
        case .matchDecided: "decided whether \(subject) is a profile"
        case .matchDecisionTakenBack: "took back a decision about \(subject)"
        case .sealingKeysRotated: "rotated the sealing keys"
        case .connectionAdded: "added the connection \(subject)"
        case .connectionRemoved: "removed the connection \(subject)"
        case .connectionConnected: "connected \(subject) to Salesforce"
        case .connectionUserChanged: "took over the connection \(subject)"
        case .connectionChanged: "changed the connection \(subject)"
        case .connectionSwitched: "switched the connection \(subject) on or off"
        case .connectionDisconnected: "disconnected \(subject)"
        case .activeAdminChanged: "became an active admin of \(subject)"
        case .orgAppChanged: "changed the connected app at \(subject)"
        case .userMappingChanged: "changed the user mapping of \(subject)"
        case .userMappingReset: "reset the user mapping of \(subject)"
        case .ownAccountConnected: "connected their own Salesforce account to \(subject)"
        case .ownAccountDisconnected: "disconnected their own Salesforce account from \(subject)"
        case .enrichJobCreated: "made the enrich job “\(subject)”"
        case .enrichJobChanged: "changed the enrich job “\(subject)”"
        case .enrichJobTurnedOn: "turned on the enrich job “\(subject)”"
        case .enrichJobTurnedOff: "turned off the enrich job “\(subject)”"
        case .enrichJobDeleted: "deleted the enrich job “\(subject)”"
        case .mappingTested: "tested a mapping of \(subject) records"
        case .matchInputsChanged: "changed the match inputs for \(subject)"
        case .signOnProviderAdded: "added the identity provider \(subject)"
        case .signOnProviderChanged: "changed the identity provider \(subject)"
        case .signOnProviderSwitched: "switched the identity provider \(subject) on or off"
        case .signOnProviderRemoved: "removed the identity provider \(subject)"
        case .signOnPeopleForgotten: "had forgotten who is whom at \(subject)"
        case .signOnTested: "tested the identity provider \(subject)"
        }
    }

    /// The same of somebody who did it to themselves, and is not named again; nil where the phrase names nobody.
    private var ownPhrase: String? {
        switch self {
        case .userChanged: "changed their own account"
        case .userDeactivated: "deactivated themselves"
        case .creditsLimited: "changed their own credit limit"
        case .creditsReset: "reset their own credit usage"
        case .userHandedOver: "changed who manages them"
        case .userProductsChanged: "changed their own products"
        case .userSignedOut: "signed themselves out everywhere"
        case .passwordSet: "set their own password"
        case .resetLinkMade: "made a password link for themselves"
        default: nil
        }
    }

    var icon: Icon {
        switch self {
        case .organisationCreated, .organisationChanged: .settings
        case .userAdded, .userInvited, .userInvitedAgain, .invitationAccepted, .userProvisioned, .groupCreated,
            .groupChanged, .groupRemoved, .groupProductsChanged:
            .users
        case .userChanged, .userDeactivated, .userReactivated, .userSignedOut, .userLinked, .userRemoved,
            .userHandedOver, .userProductsChanged:
            .user
        case .provisioningChanged, .provisioningSwitched: .cloud
        case .productAdded, .productChanged, .productRemoved: .credit
        case .sessionStarted, .sessionEnded, .sessionRevoked, .otherSessionsRevoked: .device
        case .passwordChanged, .passwordSet, .resetRequested, .resetLinkMade, .passwordReset, .sealingKeysRotated: .lock
        case .apiKeyCreated, .apiKeyRevoked, .provisioningTokenMade, .provisioningTokenRevoked: .key
        case .signOnProviderAdded, .signOnProviderChanged, .signOnProviderSwitched, .signOnProviderRemoved,
            .signOnPeopleForgotten, .signOnTested:
            .lock
        case .creditsLimited, .creditsReset: .credit
        case .mailRead, .mailResent, .testMailSent: .mail
        case .jobRetried, .jobCancelled: .jobs
        case .runStarted, .runPreviewed, .runApplied, .runUndone, .runPaused, .runResumed, .runCancelled: .again
        case .alertDismissed: .alert
        case .sourceChanged: .source
        case .matchDecided, .matchDecisionTakenBack: .check
        case .connectionAdded, .connectionRemoved, .connectionConnected, .connectionUserChanged, .connectionChanged,
            .connectionSwitched, .connectionDisconnected, .activeAdminChanged, .orgAppChanged, .userMappingChanged,
            .userMappingReset, .ownAccountConnected, .ownAccountDisconnected:
            .cloud
        case .enrichJobCreated, .enrichJobChanged, .enrichJobTurnedOn, .enrichJobTurnedOff, .enrichJobDeleted,
            .mappingTested, .matchInputsChanged:
            .clock
        }
    }
}

extension AuditEntry {
    /// Whether somebody did it to themselves.
    var isOwn: Bool { subjectKind == "user" && user != nil && subjectID == user?.rawValue }

    /// Where what the entry is about can be seen.
    var subjectPath: String? {
        guard let subjectID else { return nil }
        return switch subjectKind {
        case "user": Paths.user(subjectID)
        case "sign-on-provider": Paths.identityProvider(subjectID)
        case "review": Paths.review(subjectID)
        case "mail": Paths.mail(subjectID)
        case "job": Paths.job(subjectID)
        case "api-key": Paths.keys
        case "provisioning-token": Paths.provisioning
        case "group": Paths.provisioningGroups
        case "product": Paths.products
        case "organisation": Paths.settings
        case "connection": Paths.connection(subjectID)
        case "alert": Paths.alerts
        case "source": Int64(subjectID).map(Paths.source)
        default: nil
        }
    }

    var viaTitle: String {
        switch via {
        case .session: "in the portal"
        case .key: "with an API key"
        case .provider: user == nil ? "by a SCIM token" : "by an identity provider"
        // Whoever sits there is called so.
        case .command: ""
        case .link: "by a link"
        case .nobody: "before signing in"
        }
    }
}

extension Activity.Event {
    init(_ entry: AuditEntry, _ time: LocalTime) {
        let action = AuditAction(rawValue: entry.action)
        self.init(
            icon: action?.icon ?? .audit,
            actor: entry.userName,
            text: action?.phrase(entry.subjectName, isOwn: entry.isOwn) ?? "\(entry.action) \(entry.subjectName)",
            moment: time.moment(entry.at)
        )
    }
}
