import Glibc
import HTML
import HTTP
import Testing

@testable import Portal

@Suite struct AssetTests {
    @Test("Every icon is drawn in the sprite")
    func icons() throws {
        let sprite = try text("icons.svg")
        for icon in Icon.allCases {
            #expect(sprite.contains("<symbol id=\"\(icon.rawValue)\""), "\(icon.rawValue)")
        }
    }

    @Test("An address holds the hash of the bytes and finds them again")
    func addresses() throws {
        let path = Assets.path("loam.css")
        #expect(path.wholeMatch(of: /\/assets\/loam-[0-9a-f]{16}\.css/) != nil)
        #expect(Assets.asset(at: path)?.mediaType == "text/css; charset=utf-8")
        #expect(Assets.asset(at: "/assets/loam-0000000000000000.css") == nil)
    }

    @Test("A browser gets each file once, packed, and asks for it no more")
    func served() async throws {
        try await PortalUnderTest.with { portal in
            for asset in Assets.all {
                let response = await portal.router.handle(
                    Request(.get, asset.path, fields: ["Accept-Encoding": "gzip"])
                )
                #expect(response.status == .ok)
                #expect(response.fields[.cacheControl] == "public, max-age=31536000, immutable")
                #expect(response.fields[.contentType] == asset.mediaType)
                #expect(response.fields[.etag] != nil)
                let size = try #require(response.body.count)
                let isPacked = response.fields[.contentEncoding] == "gzip"
                #expect(isPacked ? size < asset.bytes.count : size == asset.bytes.count)
                #expect(isPacked || asset.bytes.count < 1024, "\(asset.path)")
            }
        }
    }

    @Test("The script stays below ten kilobytes")
    func size() throws {
        #expect(try text("loam.js").utf8.count < 10_000)
    }

    @Test("Texts stand out from what is behind them, light and dark, by 4.5 to 1")
    func contrast() throws {
        let colours = try Palette(css: text("loam.css"))
        let backgrounds = ["canvas", "side", "surface", "raised", "sunken", "hover"]
        var pairs: [(String, String)] = []
        for text in ["text", "text-2", "text-3", "accent"] {
            for background in backgrounds { pairs.append((text, background)) }
        }
        pairs += [("text", "selected"), ("text-2", "selected"), ("text", "pressed"), ("text-2", "grey-soft")]
        for tone in ["green", "blue", "amber", "red"] {
            pairs += [(tone, tone + "-soft"), (tone, "surface"), ("text", tone + "-soft"), ("text-2", tone + "-soft")]
        }
        pairs += [
            ("accent", "accent-soft"), ("text-2", "accent-soft"), ("on-accent", "accent"),
            ("on-accent", "accent-hover"),
        ]
        pairs += [("on-danger", "danger"), ("on-danger", "danger-hover")]
        for (front, back) in pairs {
            for scheme in [0, 1] {
                let ratio = try colours.contrast(front, back, scheme)
                #expect(ratio >= 4.5, "\(front) on \(back), \(["light", "dark"][scheme]): \(ratio)")
            }
        }
    }

    @Test("What marks a field or a part of a chart stands out by 3 to 1")
    func marks() throws {
        let colours = try Palette(css: text("loam.css"))
        let marks = ["field-line", "chart-1", "chart-3", "chart-4", "accent"]
        for mark in marks {
            for scheme in [0, 1] {
                let ratio = try colours.contrast(mark, "surface", scheme)
                #expect(ratio >= 3, "\(mark), \(["light", "dark"][scheme]): \(ratio)")
            }
        }
    }

    @Test("Every class that a page uses has a rule in the style sheet")
    func classes() throws {
        let css = try text("loam.css")
        let neutral: Set<Substring> = ["is-neutral", "theme-choice"]
        var missing: Set<Substring> = []
        for page in GoldenPages.all {
            for match in page.html().matches(of: /class="([^"]*)"/) {
                for name in match.1.split(separator: " ") where !css.contains("." + name) && !neutral.contains(name) {
                    missing.insert(name)
                }
            }
        }
        #expect(missing == [])
    }

    private func text(_ name: StaticString) throws -> String {
        String(decoding: try #require(Assets.asset(at: Assets.path(name))).bytes, as: UTF8.self)
    }
}

/// The colours of the style sheet by name, each for light and for dark.
private struct Palette {
    struct Missing: Error { let name: String }

    private var colours: [String: [Double]] = [:]

    init(css: String) throws {
        for match in css.matches(of: /--([a-z0-9-]+): light-dark\(#([0-9a-f]{6}), #([0-9a-f]{6})\);/) {
            colours[String(match.1)] = [Self.luminance(match.2), Self.luminance(match.3)]
        }
        for match in css.matches(of: /--([a-z0-9-]+): #([0-9a-f]{6});/) where colours[String(match.1)] == nil {
            colours[String(match.1)] = [Self.luminance(match.2), Self.luminance(match.2)]
        }
    }

    func contrast(_ front: String, _ back: String, _ scheme: Int) throws -> Double {
        guard let first = colours[front]?[scheme] else { throw Missing(name: front) }
        guard let second = colours[back]?[scheme] else { throw Missing(name: back) }
        return (max(first, second) + 0.05) / (min(first, second) + 0.05)
    }

    /// WCAG 2, relative luminance.
    private static func luminance(_ digits: Substring) -> Double {
        let value = Int(digits, radix: 16) ?? 0
        let parts = [value >> 16, value >> 8 & 255, value & 255].map { part -> Double in
            let share = Double(part) / 255
            return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }

    private static func pow(_ base: Double) -> Double { Glibc.pow(base, 2.4) }
}
