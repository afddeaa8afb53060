internal import CXMLSec

/// One document of libxml2, read without files, network and document types.
struct XMLDocument: ~Copyable {
    let pointer: xmlDocPtr

    init(parsing bytes: [UInt8]) throws(SignOnFault) {
        pointer = try XMLDocument.read(bytes)
    }

    deinit { xmlFreeDoc(pointer) }

    private static func read(_ bytes: [UInt8]) throws(SignOnFault) -> xmlDocPtr {
        // The library takes NUL for the end of the text, and would not look at what follows.
        guard !bytes.contains(0), xmlSecurityIsReady else { throw .unreadableResponse }
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
        guard let document else { throw .unreadableResponse }
        // With a document type come entities, and with those other people's files and texts without end.
        let hasType = document.pointee.intSubset != nil || document.pointee.extSubset != nil
        guard !hasType, xmlDocGetRootElement(document) != nil else {
            xmlFreeDoc(document)
            throw hasType ? .documentType : .unreadableResponse
        }
        return document
    }

    /// The elements as values.
    var root: XMLElement { xmlDocGetRootElement(pointer).map(XMLElement.init) ?? XMLElement() }

    /// The elements in the order of the document, to be looked at one by one.
    func forEachElement(_ body: (xmlNodePtr) throws(SignOnFault) -> Void) throws(SignOnFault) {
        var next: xmlNodePtr? = xmlDocGetRootElement(pointer)
        while let node = next {
            if node.pointee.type == XML_ELEMENT_NODE { try body(node) }
            if let child = node.pointee.children, node.pointee.type == XML_ELEMENT_NODE {
                next = child
                continue
            }
            var climbing: xmlNodePtr? = node
            while let here = climbing, here.pointee.next == nil {
                let parent = here.pointee.parent
                climbing = parent?.pointee.type == XML_ELEMENT_NODE ? parent : nil
            }
            next = climbing?.pointee.next
        }
    }
}

/// An element by namespace and local name; prefixes, comments and layout are gone.
struct XMLElement: Sendable, Equatable {
    var name = ""
    var namespace = ""
    /// Those without a namespace, as all that SAML defines are.
    var attributes: [String: String] = [:]
    var children: [XMLElement] = []
    /// The characters directly inside the element, in order: a comment between them cuts nothing off.
    var text = ""

    init() {}

    /// The library limits how deep elements nest to 256, and so how deep this goes.
    init(_ node: xmlNodePtr) {
        name = string(node.pointee.name)
        namespace = node.namespace
        var next = node.pointee.children
        while let child = next {
            switch child.pointee.type {
            case XML_ELEMENT_NODE: children.append(XMLElement(child))
            case XML_TEXT_NODE, XML_CDATA_SECTION_NODE: text += string(child.pointee.content)
            default: break
            }
            next = child.pointee.next
        }
        var property = node.pointee.properties
        while let attribute = property {
            if attribute.pointee.ns == nil {
                attributes[string(attribute.pointee.name)] = attribute.value
            }
            property = attribute.pointee.next
        }
    }

    func all(_ namespace: String, _ name: String) -> [XMLElement] {
        children.filter { $0.name == name && $0.namespace == namespace }
    }

    /// The only child of this name; nil where there is none or more than one.
    func only(_ namespace: String, _ name: String) -> XMLElement? {
        let all = all(namespace, name)
        return all.count == 1 ? all[0] : nil
    }

    func has(_ namespace: String, _ name: String) -> Bool { self.name == name && self.namespace == namespace }

    /// The text without the layout around it.
    var words: String {
        let blank: Set<Character> = [" ", "\t", "\n", "\r", "\r\n"]
        let front = text.drop { blank.contains($0) }
        let back = front.reversed().drop { blank.contains($0) }
        return String(back.reversed())
    }
}

extension xmlNodePtr {
    var namespace: String { string(pointee.ns?.pointee.href) }

    func has(_ namespace: String, _ name: String) -> Bool {
        pointee.type == XML_ELEMENT_NODE && self.namespace == namespace && string(pointee.name) == name
    }

    /// The children that are elements of this name.
    func children(_ namespace: String, _ name: String) -> [xmlNodePtr] {
        var found: [xmlNodePtr] = []
        var next = pointee.children
        while let child = next {
            if child.has(namespace, name) { found.append(child) }
            next = child.pointee.next
        }
        return found
    }

    /// The attribute that SAML marks elements by.
    var idAttribute: xmlAttrPtr? {
        var property = pointee.properties
        while let attribute = property {
            if attribute.pointee.ns == nil, string(attribute.pointee.name) == "ID" { return attribute }
            property = attribute.pointee.next
        }
        return nil
    }
}

extension xmlAttrPtr {
    /// All of the value, which the library may keep in pieces.
    var value: String {
        guard let text = xmlNodeListGetString(pointee.doc, pointee.children, 1) else { return "" }
        defer { cxmlsec_free(text) }
        return string(text)
    }
}

func string(_ characters: UnsafePointer<xmlChar>?) -> String { characters.map { String(cString: $0) } ?? "" }
