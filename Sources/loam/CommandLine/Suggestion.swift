/// The known word that was most likely meant, when one is close enough to ask.
func suggestion(for word: String, among known: [String]) -> String? {
    let word = word.lowercased()
    var best: (word: String, distance: Int)?
    for candidate in known {
        let distance = editDistance(word, candidate.lowercased())
        if distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    guard let best, best.distance <= max(1, min(word.count, best.word.count) / 3) else {
        return word.count >= 3 ? known.first { $0.hasPrefix(word) } : nil
    }
    return best.word
}

/// How many letters must be added, taken away, changed or swapped with their neighbour to make one word the other.
func editDistance(_ left: String, _ right: String) -> Int {
    let left = Array(left.unicodeScalars)
    let right = Array(right.unicodeScalars)
    guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in 1...left.count {
        var current = [row] + Array(repeating: 0, count: right.count)
        for column in 1...right.count {
            let cost = left[row - 1] == right[column - 1] ? 0 : 1
            current[column] = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + cost)
            if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                current[column] = min(current[column], beforeLast[column - 2] + 1)
            }
        }
        beforeLast = last
        last = current
    }
    return last[right.count]
}
