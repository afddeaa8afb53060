import HTML

/// Asks before something that matters is done: says what will happen, and offers to do it or not.
struct ConfirmationPage: Sendable {
    let viewer: Viewer
    let section: Section
    /// "Deactivate Ben Carter?"
    let title: String
    let text: String
    let crumbs: [PageHead.Crumb]
    let action: String
    let submit: Button
    let back: String

    var html: HTML {
        Layout.page(
            PageHead(title: title, section: section, crumbs: crumbs, isNarrow: true, isTitleHidden: true),
            viewer: viewer,
            Sheet(title: title, lead: text, action: action, token: viewer.token, submit: submit, back: back).html()
        )
    }
}
