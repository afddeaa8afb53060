/// Says what is wrong with a page: tags that do not balance, names that a screen reader would miss, what the content
/// security policy would block, references to ids that are not there.
///
/// The compiler does not check markup; a test walks every golden page with this instead.
package enum WellFormed {
    package struct Fault: Equatable, Sendable, CustomStringConvertible {
        package let line: Int
        package let message: String

        package var description: String { "line \(line): \(message)" }
    }

    /// The faults of a whole page.
    package static func faults(inPage page: String) -> [Fault] {
        var walk = MarkupWalk()
        walk.read(page)
        return walk.faults + walk.document.faultsOfPage()
    }

    /// The faults of a piece of a page, which may point at ids outside itself.
    package static func faults(inFragment fragment: String) -> [Fault] {
        var walk = MarkupWalk()
        walk.read(fragment)
        return walk.faults
    }

    /// Where the page leads: the links, and the forms with the method that they are sent by.
    package static func targets(of page: String) -> [Target] {
        var walk = MarkupWalk()
        walk.read(page)
        return walk.document.targets
    }

    package struct Target: Hashable, Sendable {
        package let method: String
        package let address: String
    }
}

/// One open element on the way down.
struct MarkupElement {
    let name: String
    let attributes: [MarkupToken.Attribute]
    let line: Int
    /// What a screen reader could say for it: text, or the name of an image inside.
    var isNamed: Bool
    var isLabelled = false

    subscript(attribute: String) -> String? { attributes.first { $0.name == attribute }?.value }

    func has(_ attribute: String) -> Bool { attributes.contains { $0.name == attribute } }
}

/// Goes through a page with the open elements on a stack.
struct MarkupWalk {
    private(set) var faults: [WellFormed.Fault] = []
    private(set) var document = MarkupDocument()
    private var open: [MarkupElement] = []
    private var line = 1

    mutating func read(_ text: String) {
        var reader = MarkupReader(text)
        while true {
            line = reader.line
            guard let token = reader.next() else { break }
            switch token {
            case .doctype: document.hasDoctype = true
            case .text(let text): read(text: text)
            case .open(let name, let attributes, let selfClosing):
                enter(MarkupElement(name: name, attributes: attributes, line: line, isNamed: false), selfClosing)
            case .close(let name): leave(name)
            }
        }
        for element in open { fault("<\(element.name)> of line \(element.line) is not closed") }
        faults = (reader.faults + faults).sorted { $0.line < $1.line }
    }

    private mutating func read(text: String) {
        guard text.utf8.contains(where: { $0 > 0x20 }) else { return }
        if let parent = open.last, MarkupRules.holdsNoText.contains(parent.name) {
            fault("text directly inside <\(parent.name)>")
        }
        for index in open.indices { open[index].isNamed = true }
    }

    private mutating func enter(_ element: MarkupElement, _ selfClosing: Bool) {
        var element = element
        for message in MarkupRules.faults(of: element, inside: open) { fault(message) }
        let isDrawing = open.contains { $0.name == "svg" }
        for message in document.note(element, line: line, isDrawing: isDrawing) { fault(message) }
        if let name = element["aria-label"] ?? element["alt"] ?? element["title"], !name.isEmpty {
            for index in open.indices { open[index].isNamed = true }
            element.isNamed = true
        }
        if element.has("aria-labelledby") { element.isNamed = true }
        if MarkupRules.fields.contains(element.name) {
            document.noteField(element, line: line, isInsideLabel: open.contains { $0.name == "label" })
        }
        if MarkupRules.isEmpty(element.name) {
            if selfClosing, !isDrawing { fault("<\(element.name)/> needs no slash") }
            return
        }
        if selfClosing {
            if !isDrawing { fault("<\(element.name)/> must be closed by a tag") }
            return
        }
        open.append(element)
    }

    private mutating func leave(_ name: String) {
        guard let element = open.last else {
            fault("</\(name)> closes nothing")
            return
        }
        guard element.name == name else {
            fault("</\(name)> stands where </\(element.name)> of line \(element.line) was expected")
            if let index = open.lastIndex(where: { $0.name == name }) { open.removeSubrange(index...) }
            return
        }
        open.removeLast()
        if MarkupRules.needName.contains(name), !element.isNamed, !element.has("aria-hidden") {
            fault("<\(name)> of line \(element.line) has no text and no aria-label")
        }
        let isDrawing = name == "svg" && !open.contains { $0.name == "svg" }
        if isDrawing, !element.has("aria-hidden"), element["role"] != "img" || !element.isNamed {
            fault("<svg> of line \(element.line) is neither hidden (aria-hidden) nor an image with a title")
        }
    }

    private mutating func fault(_ message: String) {
        faults.append(WellFormed.Fault(line: line, message: message))
    }
}
