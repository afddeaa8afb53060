import HTML

extension EmptyState {
    /// What stands where nothing can be done before an org is connected, and the way to connect one.
    static func noOrgYet(_ viewer: Viewer, _ text: String, whoOnlyLooks: String? = nil) -> EmptyState {
        EmptyState(
            icon: .source,
            title: "No Salesforce org is connected yet",
            text: viewer.mayChange ? text : whoOnlyLooks ?? text,
            action: viewer.mayChange
                ? Button(text: "Connect an org", style: .primary).link(to: Paths.newConnection) : .empty
        )
    }
}
