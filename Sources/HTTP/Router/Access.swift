/// Who may use a route. Every route names one; what a name demands is up to the door that defines it.
package struct Access: Sendable, Hashable, CustomStringConvertible {
    /// The word that a table of routes prints.
    package let name: String

    package init(_ name: String) {
        self.name = name
    }

    /// Anyone, signed in or not.
    package static let open = Access("open")

    package var description: String { name }
}
