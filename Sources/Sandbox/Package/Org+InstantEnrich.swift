import Database
import Telemetry

extension Org {
    /// Calls the address for new leads, contacts and accounts of the administrator from now on. Whoever starts a sandbox may
    /// name an address on the same machine.
    ///
    /// Without a username the one that was set up before stays.
    package func switchOnInstantEnrich(endpoint: String, username: String?) async throws {
        var settings = try await settings()
        settings.instantEnrich.leads = true
        settings.instantEnrich.contacts = true
        settings.instantEnrich.accounts = true
        settings.instantEnrich.credential.endpoint = endpoint
        settings.instantEnrich.credential.allowsPrivateAddresses = true
        if let username { settings.instantEnrich.credential.username = username }
        try await change(settings: settings)
        let userID = try await administrator().userID
        let rows = RowMaker(schema: schema, moment: Log.current.clock.now().stored, userID: userID)
        try await database.write { db in
            for set in [PackagePermissions.limitedAccess, PackagePermissions.adminAccess] {
                try PackagePermissions.assign(set, to: userID, rows, db)
            }
        }
        forgetCallers()
    }
}
