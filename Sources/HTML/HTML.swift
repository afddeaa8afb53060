/// Markup: a literal is taken as it is, an interpolated value is escaped, an interpolated `HTML` nests.
///
/// Text that only exists at run time cannot become markup by accident: the literals are `StaticString`s.
package struct HTML: Sendable, Hashable {
    package private(set) var bytes: [UInt8]

    /// Nothing at all.
    package static let empty = HTML(bytes: [])

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The text with everything that markup gives a meaning to escaped.
    package init(escaping text: String) {
        bytes = []
        bytes.appendEscaped(text)
    }

    package var string: String { String(decoding: bytes, as: UTF8.self) }

    package var isEmpty: Bool { bytes.isEmpty }

    package mutating func append(_ other: HTML) {
        bytes.append(contentsOf: other.bytes)
    }

    package static func + (left: HTML, right: HTML) -> HTML {
        HTML(bytes: left.bytes + right.bytes)
    }
}

extension HTML: ExpressibleByStringInterpolation {
    package init(stringLiteral literal: StaticString) {
        bytes = []
        bytes.append(literal)
    }

    package init(stringInterpolation: StringInterpolation) {
        bytes = stringInterpolation.bytes
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var bytes: [UInt8] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + interpolationCount * 24)
        }

        package mutating func appendLiteral(_ literal: StaticString) {
            bytes.append(literal)
        }

        package mutating func appendInterpolation(_ text: String) {
            bytes.appendEscaped(text)
        }

        package mutating func appendInterpolation(_ number: Int) {
            bytes.append(contentsOf: String(number).utf8)
        }

        package mutating func appendInterpolation(_ number: Int, _ style: NumberStyle) {
            bytes.append(contentsOf: style.format(number).utf8)
        }

        package mutating func appendInterpolation(_ markup: HTML) {
            bytes.append(contentsOf: markup.bytes)
        }

        /// Nests the markup if there is any.
        package mutating func appendInterpolation(_ markup: HTML?) {
            if let markup { bytes.append(contentsOf: markup.bytes) }
        }

        package mutating func appendInterpolation(
            when condition: Bool,
            _ markup: @autoclosure () -> HTML,
            else other: @autoclosure () -> HTML = .empty
        ) {
            bytes.append(contentsOf: (condition ? markup() : other()).bytes)
        }

        /// The markup of every element, one after the other.
        package mutating func appendInterpolation<Elements: Sequence>(
            each elements: Elements,
            _ markup: (Elements.Element) -> HTML
        ) {
            for element in elements { bytes.append(contentsOf: markup(element).bytes) }
        }

        /// ` name="value"`, or nothing when there is no value.
        package mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
            guard let value else { return }
            bytes.append(UInt8(ascii: " "))
            bytes.append(name)
            bytes.append("=\"")
            bytes.appendEscaped(value)
            bytes.append(UInt8(ascii: "\""))
        }

        /// ` name`, an attribute that speaks by being there, or nothing.
        package mutating func appendInterpolation(attribute name: StaticString, when condition: Bool) {
            guard condition else { return }
            bytes.append(UInt8(ascii: " "))
            bytes.append(name)
        }

        /// Markup that was made elsewhere and is known to be safe, such as the contents of an embedded file.
        package mutating func appendInterpolation(raw markup: String) {
            bytes.append(contentsOf: markup.utf8)
        }
    }
}

extension [HTML] {
    package func joined(separator: HTML = .empty) -> HTML {
        var joined = HTML.empty
        for (index, markup) in enumerated() {
            if index > 0 { joined.append(separator) }
            joined.append(markup)
        }
        return joined
    }
}
