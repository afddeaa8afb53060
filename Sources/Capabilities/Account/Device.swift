/// What a browser says of itself, in words that people recognise.
enum Device {
    /// As in *Firefox on Linux*; the whole text would tell more than anybody needs.
    static func summary(of userAgent: String?) -> String {
        guard let userAgent, !userAgent.isEmpty else { return "Unknown device" }
        let browser = browsers.first { userAgent.contains($0.mark) }?.name
        let system = systems.first { userAgent.contains($0.mark) }?.name
        switch (browser, system) {
        case (let browser?, let system?): return "\(browser) on \(system)"
        case (let browser?, nil): return browser
        case (nil, let system?): return "A browser on \(system)"
        case (nil, nil): return "Another program"
        }
    }

    // In this order: many browsers also name those that they want to be taken for.
    private static let browsers = [
        (mark: "Edg/", name: "Edge"), (mark: "EdgA/", name: "Edge"), (mark: "OPR/", name: "Opera"),
        (mark: "Vivaldi/", name: "Vivaldi"), (mark: "SamsungBrowser/", name: "Samsung Internet"),
        (mark: "Firefox/", name: "Firefox"), (mark: "FxiOS/", name: "Firefox"), (mark: "CriOS/", name: "Chrome"),
        (mark: "Chrome/", name: "Chrome"), (mark: "Safari/", name: "Safari"), (mark: "curl/", name: "curl"),
    ]
    private static let systems = [
        (mark: "iPhone", name: "iPhone"), (mark: "iPad", name: "iPad"), (mark: "Android", name: "Android"),
        (mark: "CrOS", name: "ChromeOS"), (mark: "Windows", name: "Windows"), (mark: "Mac OS X", name: "macOS"),
        (mark: "Linux", name: "Linux"),
    ]
}
