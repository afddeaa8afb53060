import Capabilities
import HTTP

extension Portal {
    /// Everything that the portal answers, on one screen.
    var routes: [Route] {
        let entrance = EntrancePages(portal: self)
        let account = AccountPages()
        let reviews = ReviewPages()
        let explain = ExplainPages()
        let users = UserPages()
        let userCredits = UserCreditPages()
        let userProvisioning = UserProvisioningPages()
        let products = ProductPages()
        let provisioning = ProvisioningPages()
        let keys = KeyPages()
        let audit = AuditPages()
        let mail = MailPages()
        let jobs = JobPages()
        let settings = SettingsPages()
        let signOn = SignOnDoor(portal: self)
        let providers = IdentityProviderPages()
        let search = SearchPages()
        let profiles = ProfilePages()
        let sources = SourcePages()
        let saved = SavedSearchPages()
        let lists = ListPages()
        let connections = ConnectionPages()
        let runs = RunPages()
        let credits = CreditPages()
        let dashboard = DashboardPages()
        let alerts = AlertPages()
        let enrichJobs = EnrichJobPages()
        let jobEditor = JobEditorPages()
        let matchInputs = MatchInputPages()
        return assets + [
            openPage(Paths.firstRun, entrance.firstRun),
            openAction(Paths.firstRun, entrance.perform),
            openPage(Paths.signIn, entrance.signIn),
            openAction(Paths.signIn, entrance.enter),
            openPage(Paths.localSignIn, entrance.localSignIn),
            openAction(Paths.localSignIn, entrance.enterLocally),
            openPage(Paths.signOnBeginPattern, signOn.begin),
            openPage(Paths.signOnCallbackPattern, signOn.callback),
            signOn.consumer,
            openPage(Paths.signOnMetadataPattern, signOn.metadata),
            openPage(Paths.signedOutPattern, signOn.signedOut),
            openPage(Paths.signOutPattern, signOn.signOut),
            signOn.signOutByForm,
            openPage(Paths.forgotPassword, entrance.forgotPassword),
            openAction(Paths.forgotPassword, entrance.sendLink),
            openPage(Paths.passwordResetPattern, entrance.openLink),
            openAction(Paths.passwordResetPattern, entrance.useLink),
            openPage(Paths.invitationPattern, entrance.openLink),
            openAction(Paths.invitationPattern, entrance.useLink),
            action(Paths.signOut, isOwn: true, account.signOut),

            page(Paths.overview, OverviewPages().show),
            page(Paths.shortcuts, isOwn: true) { visit in
                visit.page(ShortcutsPage(viewer: try await visit.viewer()).html)
            },
            page(Paths.find, FindPages().show),
            action(Paths.theme, isOwn: true, account.chooseTheme),
            page(Paths.account, isOwn: true, account.show),
            action(Paths.accountName, isOwn: true, account.rename),
            action(Paths.accountPassword, isOwn: true, account.changePassword),
            action(Paths.accountOtherSessions, isOwn: true, account.endOthers),
            action(Paths.accountSessionPattern, isOwn: true, account.end),

            page(Paths.dashboard, requires: .inspect, dashboard.show),
            page(Paths.dashboardRuns, requires: .inspect, dashboard.shares),
            page(Paths.dashboardContacts, requires: .inspect, dashboard.contacts),
            page(Paths.dashboardContactsFile, requires: .inspect, dashboard.contactsFile),
            page(Paths.dashboardCompanies, requires: .inspect, dashboard.companies),
            page(Paths.dashboardCompaniesFile, requires: .inspect, dashboard.companiesFile),
            page(Paths.alerts, requires: .inspect, alerts.index),
            action(Paths.alertDismissalPattern, requires: .administer, alerts.dismiss),
            page(Paths.credits, requires: .inspect, credits.show),
            page(Paths.creditsExport, requires: .inspect, credits.export),
            page(Paths.runs, requires: .inspect, runs.index),
            page(Paths.runsLive, requires: .inspect, runs.live),
            page(Paths.runPattern, requires: .inspect, runs.show),
            page(Paths.runLivePattern, requires: .inspect, runs.liveCourse),
            page(Paths.runReportPattern, requires: .inspect, runs.report),
            page(Paths.runRecordPattern, requires: .inspect, runs.record),
            page(Paths.runFollowUpsPattern, requires: .inspect, runs.followUps),
            page(Paths.recordHistory, requires: .inspect, runs.history),
            action(Paths.runPausePattern, requires: .administer, runs.pause),
            action(Paths.runResumptionPattern, requires: .administer, runs.resume),
            page(Paths.runStopPattern, requires: .administer, runs.askToStop),
            action(Paths.runStopPattern, requires: .administer, runs.stop),
            page(Paths.runUndoPattern, requires: .administer, runs.askToUndo),
            action(Paths.runUndoPattern, requires: .administer, runs.undo),
            action(Paths.runApplyPattern, requires: .administer, runs.apply),

            page(Paths.companies, search.companies),
            page(Paths.companyPattern, profiles.company),
            page(Paths.people, search.people),
            page(Paths.personPattern, profiles.person),

            page(Paths.newSavedSearch, requires: .use, saved.new),
            action(Paths.savedSearches, requires: .use, saved.save),
            action(Paths.savedSearchDeletionPattern, requires: .use, saved.delete),
            page(Paths.lists, lists.index),
            action(Paths.lists, requires: .use, lists.add),
            page(Paths.addToList, requires: .use, lists.askToAdd),
            page(Paths.listPattern, lists.show),
            action(Paths.listRemovalPattern, requires: .use, lists.remove),
            page(Paths.listDeletionPattern, requires: .use, lists.askToDelete),
            action(Paths.listDeletionPattern, requires: .use, lists.delete),
            page(Paths.listExportPattern, lists.export),

            page(Paths.sources, sources.index),
            page(Paths.sourcesLive, sources.live),
            page(Paths.sourcePattern, sources.show),
            page(Paths.sourcePriorityPattern, requires: .administer, sources.askForPriority),
            action(Paths.sourcePriorityPattern, requires: .administer, sources.setPriority),
            page(Paths.loadRejectsPattern, sources.rejects),
            page(Paths.loadRejectsExportPattern, sources.exportRejects),

            page(Paths.reviews, reviews.index),
            page(Paths.reviewPattern, reviews.show),
            action(Paths.reviewDecisionPattern, requires: .use, reviews.decide),
            page(Paths.explain, explain.show),
            action(Paths.explain, explain.explain),

            page(Paths.enrichJobs, requires: .inspect, enrichJobs.index),
            page(Paths.newEnrichJob, requires: .administer, isAct: true, jobEditor.new),
            action(Paths.newEnrichJob, requires: .administer, jobEditor.change(newJob:_:)),
            page(Paths.importEnrichJob, requires: .administer, enrichJobs.askToImport),
            action(Paths.importEnrichJob, requires: .administer, enrichJobs.importJob),
            page(Paths.enrichJobPattern, requires: .inspect, isAct: true, jobEditor.show),
            action(Paths.enrichJobPattern, requires: .administer, jobEditor.change(_:_:)),
            action(Paths.enrichJobRunPattern, requires: .administer, enrichJobs.run),
            action(Paths.enrichJobStatusPattern, requires: .administer, enrichJobs.setStatus),
            action(Paths.enrichJobAlertsPattern, requires: .administer, enrichJobs.setAlerts),
            action(Paths.enrichJobClonePattern, requires: .administer, enrichJobs.clone),
            page(Paths.enrichJobDeletionPattern, requires: .administer, enrichJobs.askToDelete),
            action(Paths.enrichJobDeletionPattern, requires: .administer, enrichJobs.delete),
            page(Paths.enrichJobExportPattern, requires: .inspect, enrichJobs.export),
            page(Paths.matchInputs, requires: .inspect, isAct: true, matchInputs.show),
            action(Paths.matchInputs, requires: .administer, matchInputs.add),
            action(Paths.matchInputRemoval, requires: .administer, matchInputs.remove),
            action(Paths.matchInputReset, requires: .administer, matchInputs.reset),

            page(Paths.salesforce, requires: .inspect, connections.index),
            action(Paths.salesforce, requires: .administer, connections.create),
            page(Paths.newConnection, requires: .administer, connections.new),
            page(Paths.connectionCallback, requires: .use, isAct: true, connections.arrive),
            page(Paths.connectionPattern, requires: .inspect, connections.show),
            action(Paths.connectionPattern, requires: .administer, connections.change),
            page(Paths.connectionPermissionsPattern, requires: .inspect, isAct: true, connections.permissions),
            page(Paths.connectionAdminsPattern, requires: .inspect, connections.admins),
            action(Paths.connectionAdminsPattern, requires: .administer, connections.becomeActiveAdmin),
            page(Paths.connectionPeoplePattern, requires: .inspect, connections.people),
            page(Paths.connectionPeopleResetPattern, requires: .administer, connections.askToReset),
            action(Paths.connectionPeopleResetPattern, requires: .administer, connections.reset),
            page(Paths.connectionPersonPattern, requires: .administer, isAct: true, connections.askWho),
            action(Paths.connectionPersonPattern, requires: .administer, connections.choose),
            page(Paths.connectionUserPattern, requires: .administer, connections.askToChangeUser),
            action(Paths.connectionDeparturePattern, requires: .use, connections.depart),
            action(Paths.connectionStatementPattern, requires: .administer, connections.state),
            page(Paths.connectionCertificatePattern, requires: .inspect, connections.certificate),
            action(Paths.connectionSwitchPattern, requires: .administer, connections.toggle),
            page(Paths.connectionEndPattern, requires: .administer, connections.askToEnd),
            action(Paths.connectionEndPattern, requires: .administer, connections.end),
            page(Paths.connectionRemovalPattern, requires: .administer, connections.askToRemove),
            action(Paths.connectionRemovalPattern, requires: .administer, connections.remove),
            page(Paths.ownAccounts, requires: .use, connections.own),
            action(Paths.connectionOwnEndPattern, requires: .use, connections.endOwn),

            page(Paths.users, requires: .inspect, users.index),
            action(Paths.users, requires: .administer, users.invite),
            page(Paths.newUser, requires: .administer, users.new),
            page(Paths.userPattern, requires: .inspect, users.show),
            action(Paths.userPattern, requires: .administer, users.change),
            page(Paths.userEditPattern, requires: .administer, users.edit),
            page(Paths.userCreditsPattern, requires: .administer, userCredits.edit),
            action(Paths.userCreditsPattern, requires: .administer, userCredits.change),
            action(Paths.userCreditsResetPattern, requires: .administer, userCredits.reset),
            page(Paths.userInvitationPattern, requires: .administer, users.askToInviteAgain),
            action(Paths.userInvitationPattern, requires: .administer, users.inviteAgain),
            page(Paths.userPasswordLinkPattern, requires: .administer, users.askForPasswordLink),
            action(Paths.userPasswordLinkPattern, requires: .administer, users.makePasswordLink),
            page(Paths.userDeactivationPattern, requires: .administer, users.askToDeactivate),
            action(Paths.userDeactivationPattern, requires: .administer, users.deactivate),
            action(Paths.userReactivationPattern, requires: .administer, users.reactivate),
            action(Paths.userSessionsPattern, requires: .administer, users.signOut),

            page(Paths.userProductsPattern, requires: .administer, userProvisioning.choose),
            action(Paths.userProductsPattern, requires: .administer, userProvisioning.assign),
            page(Paths.userManagementPattern, requires: .administer, userProvisioning.askToHandOver),
            action(Paths.userManagementPattern, requires: .administer, userProvisioning.handOver),

            page(Paths.products, requires: .inspect, products.index),
            action(Paths.products, requires: .administer, products.create),
            page(Paths.newProduct, requires: .administer, products.new),
            page(Paths.productPattern, requires: .administer, products.edit),
            action(Paths.productPattern, requires: .administer, products.change),
            page(Paths.productRemovalPattern, requires: .administer, products.askToRemove),
            action(Paths.productRemovalPattern, requires: .administer, products.remove),

            page(Paths.provisioning, requires: .inspect, provisioning.show),
            action(Paths.provisioning, requires: .administer, provisioning.change),
            page(Paths.provisioningSwitch, requires: .administer, provisioning.askToTurnOff),
            action(Paths.provisioningSwitch, requires: .administer, provisioning.turn),
            page(Paths.newProvisioningToken, requires: .administer, provisioning.newToken),
            action(Paths.provisioningTokens, requires: .administer, provisioning.createToken),
            page(Paths.provisioningTokenRevocationPattern, requires: .administer, provisioning.askToRevoke),
            action(Paths.provisioningTokenRevocationPattern, requires: .administer, provisioning.revoke),
            page(Paths.provisioningRequests, requires: .inspect, provisioning.requests),
            page(Paths.provisioningGroups, requires: .inspect, provisioning.groups),
            page(Paths.provisioningGroupPattern, requires: .administer, provisioning.chooseForGroup),
            action(Paths.provisioningGroupPattern, requires: .administer, provisioning.grant),

            page(Paths.keys, requires: .inspect, keys.index),
            action(Paths.keys, requires: .administer, keys.create),
            page(Paths.newKey, requires: .administer, keys.new),
            page(Paths.keyRevocationPattern, requires: .administer, keys.askToRevoke),
            action(Paths.keyRevocationPattern, requires: .administer, keys.revoke),

            page(Paths.identityProviders, requires: .inspect, providers.index),
            action(Paths.identityProviders, requires: .administer, providers.create),
            page(Paths.newIdentityProvider, requires: .administer, providers.new),
            page(Paths.identityProviderPattern, requires: .inspect, providers.show),
            action(Paths.identityProviderPattern, requires: .administer, providers.change),
            action(Paths.identityProviderRulesPattern, requires: .administer, providers.setRules),
            action(Paths.identityProviderSwitchPattern, requires: .administer, providers.toggle),
            page(Paths.identityProviderTestPattern, requires: .administer, isAct: true, providers.test),
            page(Paths.identityProviderPeoplePattern, requires: .administer, providers.askToForget),
            action(Paths.identityProviderPeoplePattern, requires: .administer, providers.forget),
            page(Paths.identityProviderRemovalPattern, requires: .administer, providers.askToRemove),
            action(Paths.identityProviderRemovalPattern, requires: .administer, providers.remove),

            page(Paths.audit, requires: .inspect, audit.index),
            page(Paths.auditExport, requires: .inspect, audit.export),

            page(Paths.mails, requires: .inspect, mail.index),
            page(Paths.newTestMail, requires: .administer, mail.newTest),
            action(Paths.newTestMail, requires: .administer, mail.sendTest),
            page(Paths.mailPattern, requires: .administer, isAct: true, mail.show),
            action(Paths.mailDeliveryPattern, requires: .administer, mail.resend),

            page(Paths.jobs, requires: .inspect, jobs.index),
            page(Paths.jobsLive, requires: .inspect, jobs.live),
            page(Paths.jobPattern, requires: .inspect, jobs.show),
            action(Paths.jobRetryPattern, requires: .administer, jobs.retry),
            page(Paths.jobCancellationPattern, requires: .administer, jobs.askToCancel),
            action(Paths.jobCancellationPattern, requires: .administer, jobs.cancel),

            page(Paths.settings, requires: .inspect, settings.show),
            action(Paths.settings, requires: .administer, settings.change),
            page(Paths.system, requires: .inspect, SystemPages().show),
        ]
    }

    /// A route for each embedded file; what is at such an address never changes.
    private var assets: [Route] {
        ImmutableFiles(Assets.all.map { .init(at: $0.path, type: $0.mediaType, $0.bytes) }).routes
    }
}
