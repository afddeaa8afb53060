import Directory
import Testing

/// People as an organisation with two products knows them.
let people = ResourceType.user(products: ["sales", "marketing"], roles: ["user", "admin"])

func object(_ json: String) throws -> AttributeObject {
    try #require(try JSONReader.read(Array(json.utf8)).object)
}

func resource(_ json: String) throws -> Resource { try people.read(object(json)).resource }

/// The kind of the refusal, if it was one.
func fault(_ body: () throws -> Void) -> DirectoryFault.Kind? {
    do {
        try body()
        return nil
    } catch {
        return (error as? DirectoryFault)?.kind
    }
}
