import CXML2

/// An element of an XML document, by namespace and local name; prefixes, comments and layout are gone.
///
/// Read by libxml2: Foundation's reader is the same library behind a second module that nothing else here needs.
struct XMLElement: Sendable, Equatable {
    let name: String
    let namespace: String
    let attributes: [String: String]
    let children: [XMLElement]
    /// The characters directly inside the element, in order.
    let text: String

    /// The first child of this name, of whatever namespace.
    subscript(name: String) -> XMLElement? { children.first { $0.name == name } }

    func all(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }
}

/// Why a text is not taken as XML.
struct XMLFault: Error, Sendable, Equatable {
    let message: String
}

extension XMLElement {
    /// Reads a document, without reaching for files or the network.
    ///
    /// A document type is refused: with it come entities, and with those documents that grow without end.
    init(parsing bytes: [UInt8]) throws(XMLFault) {
        // The library takes it for the end of the text.
        guard !bytes.contains(0) else { throw XMLFault(message: "NUL is not allowed") }
        _ = libraryIsReady
        // The library takes it for the end of the text, and would not look at what follows.
        guard !bytes.contains(0) else { throw XMLFault(message: "a character that XML does not have") }
        let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
        let document = bytes.withUnsafeBytes { buffer in
            xmlReadMemory(
                buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
                Int32(clamping: buffer.count),
                nil,
                nil,
                Int32(options)
            )
        }
        guard let document else { throw XMLFault(message: XMLElement.complaint()) }
        defer { xmlFreeDoc(document) }
        guard document.pointee.intSubset == nil else { throw XMLFault(message: "DOCTYPE is not allowed") }
        guard let root = xmlDocGetRootElement(document) else { throw XMLFault(message: "no root element") }
        self.init(root)
    }

    /// The library limits how deep elements nest to 256, and so how deep this goes.
    private init(_ node: xmlNodePtr) {
        var children: [XMLElement] = []
        var text = ""
        var next = node.pointee.children
        while let child = next {
            switch child.pointee.type {
            case XML_ELEMENT_NODE: children.append(XMLElement(child))
            case XML_TEXT_NODE, XML_CDATA_SECTION_NODE: text += string(child.pointee.content)
            default: break
            }
            next = child.pointee.next
        }
        var attributes: [String: String] = [:]
        var property = node.pointee.properties
        while let attribute = property {
            attributes[string(attribute.pointee.name)] = string(attribute.pointee.children?.pointee.content)
            property = attribute.pointee.next
        }
        self.init(
            name: string(node.pointee.name),
            namespace: string(node.pointee.ns?.pointee.href),
            attributes: attributes,
            children: children,
            text: text
        )
    }

    private static func complaint() -> String {
        guard let error = xmlGetLastError(), let message = error.pointee.message else { return "not well-formed" }
        return "\(String(cString: message).split(separator: "\n").first ?? "") at line \(error.pointee.line)"
    }
}

/// Set up once, before two threads can do so at the same time.
private let libraryIsReady: Void = xmlInitParser()

private func string(_ characters: UnsafePointer<xmlChar>?) -> String {
    characters.map { String(cString: $0) } ?? ""
}
