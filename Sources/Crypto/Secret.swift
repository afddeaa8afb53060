/// A text that will not print itself: not in a log line, not in an error, not in a debugger's dump, not as JSON.
package struct Secret: Sendable {
    private let characters: String

    package init(_ text: String) {
        characters = text
    }

    package init(_ bytes: some Sequence<UInt8>) {
        characters = String(decoding: Array(bytes), as: UTF8.self)
    }

    /// The text itself, for the one place that must have it.
    package func reveal() -> String { characters }

    package var isEmpty: Bool { characters.isEmpty }
}

extension Secret: Equatable {
    /// Takes the same time wherever the two differ.
    package static func == (left: Secret, right: Secret) -> Bool {
        Digest.equal(Array(left.characters.utf8), Array(right.characters.utf8))
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "‹secret›" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [] as [Mirror.Child], displayStyle: .struct) }
}
