import Capabilities
import Store
import Telemetry

struct ConnectionsBody: Encodable {
    let connections: [ConnectionBody]
}

struct ConnectionBody: Encodable {
    let id: ID<OrgConnection>
    let name: String
    let host: String
    let isSandbox: Bool
    let signIn: String
    let state: String
    let cause: String?
    let isOn: Bool
    let orgId: String?
    let orgName: String?
    let orgAddress: String?
    let exportPreference: String
    let serviceAccount: String?
    let primaryAdmin: ID<User>?
    let connectedAt: Timestamp?
    let dailyCalls: Int?
    let keptPercent: Int
    let callsToday: Int
    let orgCallsUsed: Int?
    let orgCallsGranted: Int?
    let certificate: String?
    let revision: Int

    init(_ seen: Connections.Overview) {
        let connection = seen.connection
        id = connection.id
        name = connection.name
        host = connection.host
        isSandbox = connection.isSandbox
        signIn = connection.way.rawValue
        state = connection.state.rawValue
        cause = connection.cause
        isOn = connection.isOn
        orgId = connection.orgID
        orgName = connection.orgName
        orgAddress = connection.orgAddress
        exportPreference = connection.preference.rawValue
        serviceAccount = seen.serviceAccount?.username
        primaryAdmin = connection.primaryAdmin
        connectedAt = connection.connectedAt
        dailyCalls = connection.budget.dailyCalls
        keptPercent = connection.budget.keptPercent
        callsToday = seen.usage.total
        orgCallsUsed = connection.usage?.used
        orgCallsGranted = connection.usage?.granted
        certificate = connection.way == .statement ? seen.app?.certificate : nil
        revision = connection.revision
    }

    static let schema = Schema.object([
        .init("id", .id, "The connection's id."),
        .init("name", .text, "How people call it."),
        .init("host", .text, "Where the org's users sign in."),
        .init("isSandbox", .flag, "Whether the org is a sandbox."),
        .init(
            "signIn",
            .words(OrgConnection.Way.allCases.map(\.rawValue)),
            "How Loam signs in as the service account."
        ),
        .init("state", .words(OrgConnection.State.allCases.map(\.rawValue)), "Whether it works."),
        .init("cause", .text, optional: true, "Why it is broken, and what mends it."),
        .init("isOn", .flag, "Whether anything but setting up may run on it."),
        .init("orgId", .text, optional: true, "The org's id at Salesforce."),
        .init("orgName", .text, optional: true, "As the org calls itself."),
        .init("orgAddress", .text, optional: true, "Where people open the org."),
        .init(
            "exportPreference",
            .words(OrgConnection.Preference.allCases.map(\.rawValue)),
            "As whom people's exports run."
        ),
        .init("serviceAccount", .text, optional: true, "The username of the service account."),
        .init("primaryAdmin", .id, optional: true, "The person who alone may disconnect it."),
        .init("connectedAt", .time, optional: true, "When it was connected."),
        .init(
            "dailyCalls",
            .integer(1...Int.max),
            optional: true,
            "At most so many calls a day; left out for no limit."
        ),
        .init("keptPercent", .integer(0...95), "The part of the org's calls that stays for others."),
        .init("callsToday", .integer(0...Int.max), "How many calls Loam has made today."),
        .init("orgCallsUsed", .integer(0...Int.max), optional: true, "Calls of the org's last 24 hours, by whomever."),
        .init("orgCallsGranted", .integer(0...Int.max), optional: true, "How many it may have."),
        .init("certificate", .text, optional: true, "As PEM, to be uploaded to the connected app."),
        .init("revision", .integer(1...Int.max), "Grows with each change of a setting."),
    ])
}

struct PermissionsBody: Encodable {
    let isComplete: Bool
    let permissions: [PermissionBody]
}

struct PermissionBody: Encodable {
    let permission: String
    let group: String
    let state: String
    let isEssential: Bool
    let stops: String

    init(_ line: PermissionReport.Line) {
        permission = line.permission
        group = line.group.rawValue
        state = line.state.rawValue
        isEssential = line.isEssential
        stops = line.stops
    }

    static let schema = Schema.object([
        .init("permission", .text, "As an administrator of the org calls it."),
        .init("group", .words(PermissionReport.Group.allCases.map(\.rawValue)), "What it belongs to."),
        .init("state", .words(PermissionReport.State.allCases.map(\.rawValue)), "Whether the user has it."),
        .init("isEssential", .flag, "Whether something stops at once without it."),
        .init("stops", .text, "What stops working without it."),
    ])
}

struct UsagesBody: Encodable {
    let usage: [UsageBody]
}

struct UsageBody: Encodable {
    let day: String
    let use: String
    let rest: Int
    let bulk: Int

    static let schema = Schema.object([
        .init("day", .text, "The day of the organisation, as in 2026-03-08."),
        .init("use", .words(APIUse.allCases.map(\.rawValue)), "What the calls were made for."),
        .init("rest", .integer(0...Int.max), "Calls for records and queries."),
        .init("bulk", .integer(0...Int.max), "Calls for Bulk jobs."),
    ])
}

struct MappedUsersBody: Encodable {
    let users: [MappedUserBody]
    let total: Int
}

struct MappedUserBody: Encodable {
    let id: ID<User>
    let name: String
    let email: String
    let mapping: String
    let salesforceUser: String?
    let salesforceName: String?
    let isByHand: Bool

    init(_ person: Connections.MappedUser) {
        id = person.user.id
        name = person.user.name
        email = person.user.email.rawValue
        mapping = (person.mapping?.state ?? OrgPerson.State.none).rawValue
        salesforceUser = person.mapping?.crmUser?.id
        salesforceName = person.mapping?.crmUser?.name
        isByHand = person.mapping?.isByHand ?? false
    }

    static let schema = Schema.object([
        .init("id", .id, "The person's id."),
        .init("name", .text, "Their name."),
        .init("email", .email, "Their address."),
        .init(
            "mapping",
            .words(OrgPerson.State.allCases.map(\.rawValue)),
            "Whether they are known in the org; several means that somebody has to choose."
        ),
        .init("salesforceUser", .text, optional: true, "Their id in the org."),
        .init("salesforceName", .text, optional: true, "Their name in the org."),
        .init("isByHand", .flag, "Whether an administrator chose it."),
    ])
}
