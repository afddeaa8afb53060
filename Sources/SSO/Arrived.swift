/// What an identity provider said of a person, by name and in its words, for the page that shows a test.
package struct Arrived: Sendable, Equatable {
    package struct Line: Sendable, Equatable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package var lines: [Line]

    package init(_ lines: [Line] = []) {
        self.lines = lines
    }
}
