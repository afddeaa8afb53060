import Database
import Store

extension OrgConnection {
    /// Who answers for the connection: its primary and active admins, or else every administrator.
    func admins(on db: isolated Connection) throws -> [User] {
        let active = try ActiveAdmin.list(of: id, in: organisation, on: db).map(\.user)
        let ids = Set(active + [primaryAdmin].compactMap(\.self))
        let admins = try ids.sorted().compactMap { try User.find($0, in: organisation, on: db) }
            .filter { $0.state == .active && $0.role == .admin }
        return try admins.isEmpty ? User.activeAdmins(in: organisation, on: db) : admins
    }
}
