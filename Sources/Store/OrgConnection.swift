/// A Salesforce org to which an organisation is connected.
package struct OrgConnection: Sendable {}
