/// A text with gaps, such as `{a} & {b} {t}`: what stands in a gap is named by a letter.
struct Pattern: Sendable {
    enum Part: Sendable {
        case text(String)
        case gap(Character)
    }

    let parts: [Part]
    let gaps: Set<Character>

    init(_ text: String) {
        var parts: [Part] = []
        for piece in text.split(separator: "{", omittingEmptySubsequences: false) {
            guard let end = piece.firstIndex(of: "}"), let gap = piece.first else {
                if !piece.isEmpty { parts.append(.text(String(piece))) }
                continue
            }
            parts.append(.gap(gap))
            let rest = piece[piece.index(after: end)...]
            if !rest.isEmpty { parts.append(.text(String(rest))) }
        }
        self.parts = parts
        gaps = Set(parts.compactMap { if case .gap(let gap) = $0 { gap } else { nil } })
    }
}
