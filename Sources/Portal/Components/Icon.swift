import HTML

/// The drawings of `icons.svg`; each is decoration, the words beside it carry the meaning.
enum Icon: String, CaseIterable, Sendable {
    case home, users, user, key, audit, mail, jobs, settings, system
    case search, plus, check, cross, down, up, sort, left, right, updown
    case copy, sun, moon, screen, leave, menu, download, again, alert, info, lock, clock, stop, send
    case device, keyboard, backup, sprout, eye, pencil, trash, company, contact, source, list, bookmark, cloud, credit,
        chart

    /// What every drawing begins with.
    private static let head: HTML = "<svg class=\"icon\" aria-hidden=\"true\"><use href=\"\(Assets.path("icons.svg"))#"

    var html: HTML { "\(Icon.head)\(rawValue)\"/></svg>" }
}
