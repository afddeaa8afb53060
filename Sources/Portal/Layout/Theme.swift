/// Light, dark, or as the reader's system has it.
enum Theme: String, CaseIterable, Sendable {
    case auto, light, dark

    var title: String {
        switch self {
        case .auto: "System"
        case .light: "Light"
        case .dark: "Dark"
        }
    }

    var icon: Icon {
        switch self {
        case .auto: .screen
        case .light: .sun
        case .dark: .moon
        }
    }
}
