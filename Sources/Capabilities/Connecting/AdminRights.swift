package import Store

/// What administrators may do with a connection: one of them is its primary admin, the others are secondary.
package struct AdminRights: Sendable, Equatable {
    package enum Standing: Sendable, CaseIterable {
        /// Made the connection, or took it over.
        case primary
        case secondary
        /// Whoever runs commands on the machine itself.
        case `operator`
        /// Reads everything and changes nothing.
        case auditor
        case member
    }

    package enum Act: Sendable, CaseIterable {
        case view
        /// Name, export preference, budget, user mapping.
        case changeSettings
        /// On or off for everybody.
        case switchOnOff
        /// To sign in again as the service account, so that what is broken is mended.
        case connectAgain
        /// To take the connection over, and the service account with it.
        case changeUser
        case becomeActiveAdmin
        case disconnect
    }

    package let standing: Standing

    package init(_ standing: Standing) { self.standing = standing }

    package init(of caller: Caller, on connection: OrgConnection) {
        switch caller.role {
        case .member: standing = .member
        case .auditor: standing = .auditor
        case .admin:
            if caller.via == .command {
                standing = .operator
            } else {
                standing = connection.primaryAdmin == caller.user ? .primary : .secondary
            }
        }
    }

    package func allows(_ act: Act) -> Bool { refusal(of: act) == nil }

    /// Why the act is not allowed; nil when it is.
    package func refusal(of act: Act) -> Refusal? {
        switch (act, standing) {
        case (_, .member): .forbidden
        case (.view, _): nil
        case (_, .auditor): .forbidden
        case (.changeSettings, _), (.switchOnOff, _): nil
        // These make somebody the one who answers, which a machine cannot.
        case (.changeUser, .operator), (.becomeActiveAdmin, .operator): .sessionNeeded
        case (.changeUser, _), (.becomeActiveAdmin, _): nil
        case (.connectAgain, .primary), (.connectAgain, .operator): nil
        case (.connectAgain, _): .notPrimaryForConnecting
        case (.disconnect, .primary), (.disconnect, .operator): nil
        case (.disconnect, _): .notPrimary
        }
    }
}

extension Caller {
    func require(_ act: AdminRights.Act, on connection: OrgConnection) throws(Refusal) {
        if let refusal = AdminRights(of: self, on: connection).refusal(of: act) { throw refusal }
    }
}

extension Refusal {
    static let notPrimary = Refusal(
        .forbidden,
        "connection.not-primary",
        "Only the primary admin can disconnect; become it by Change User first."
    )
    static let notPrimaryForConnecting = Refusal(
        .forbidden,
        "connection.not-primary-for-connecting",
        "Only the primary admin can sign in again as the service account; use Change User to take the connection over."
    )
}
