/// Who is signed in, as Salesforce describes them.
package struct UserInfo: Hashable, Sendable {
    package let userID: RecordID
    package let organizationID: RecordID
    package let username: String
    package let name: String
    package let email: String
    package let language: String?
    package let timeZone: String?

    init(parsing body: [UInt8]) throws(SalesforceError) {
        guard let json = try? JSONReader.read(body),
            let user = json["user_id"]?.text.flatMap({ RecordID($0) }),
            let organization = json["organization_id"]?.text.flatMap({ RecordID($0) }),
            let username = json["preferred_username"]?.text
        else { throw SalesforceError(.notUnderstood) }
        userID = user
        organizationID = organization
        self.username = username
        name = json["name"]?.text ?? username
        email = json["email"]?.text ?? ""
        language = json["language"]?.text
        timeZone = json["zoneinfo"]?.text
    }
}
