import Enrichment
import Salesforce
import Store

extension Connections {
    /// The objects as the connected user sees them now; what the user may not see is left out.
    func schemas(
        of objects: Set<CRMObject>,
        _ connection: ID<OrgConnection>,
        in organisation: ID<Organisation>
    ) async throws -> [CRMObject: ObjectSchema] {
        let known = try await schema(connection, in: organisation, for: .setup)
        return try await calling(connection, in: organisation) { _ in
            var schemas: [CRMObject: ObjectSchema] = [:]
            for object in objects.sorted(by: { $0.rawValue < $1.rawValue }) {
                schemas[object] = try await known.visible(object.name)
            }
            return schemas
        }
    }

    /// Any object as the connected user sees it now; nil where the user may not.
    func schema(
        of object: APIName,
        _ connection: ID<OrgConnection>,
        in organisation: ID<Organisation>
    ) async throws -> ObjectSchema? {
        let known = try await schema(connection, in: organisation, for: .setup)
        return try await calling(connection, in: organisation) { _ in try await known.visible(object) }
    }
}

extension Schema {
    /// The object, nil where the connected user may not see it.
    fileprivate func visible(_ object: APIName) async throws -> ObjectSchema? {
        do {
            return ObjectSchema(try await self.object(object))
        } catch let error as SalesforceError where error.status == 404 {
            return nil
        }
    }
}
