import HTML

/// How good or bad the news is; said in words as well, never by the colour alone.
enum Tone: String, Sendable {
    case neutral = "is-neutral"
    case green = "is-green"
    case blue = "is-blue"
    case amber = "is-amber"
    case red = "is-red"
}

/// A word in a coloured pill: the state of a row.
struct Badge: Sendable {
    let text: String
    var tone = Tone.neutral
    var isPlain = false

    var html: HTML {
        "<span class=\"badge \(tone.rawValue)\(when: isPlain, " is-plain")\">\(text)</span>"
    }
}
