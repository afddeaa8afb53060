/// An e-mail address in the form in which two spellings of one mailbox are equal: small letters, no tag behind a plus,
/// for Google no dots.
package struct Email: Sendable {
    /// The whole address; empty when there is none.
    package private(set) var text: [UInt8] = []
    /// How much of the text stands before the @.
    package private(set) var localCount = 0
    package private(set) var key: UInt64 = 0
    /// The mailbox of a post (`info`, `sales`), not of a person.
    package private(set) var isRole = false
    /// The registrable domain, and whether it is a company's own.
    package private(set) var domain = Domain()

    private let roles = EmailRoles.shared

    package init() { text.reserveCapacity(256) }

    package init(_ address: String) {
        self.init()
        let bytes = Array(address.utf8)
        read(bytes.span)
    }

    package mutating func read(_ address: Span<UInt8>) {
        text.removeAll(keepingCapacity: true)
        (localCount, key, isRole) = (0, 0, false)
        let end = min(address.count, 1024)
        var sign = -1
        for index in 0..<end where address[index] == 0x40 {
            guard sign < 0 else {
                // Two addresses in one field: the first counts; two signs in one address are no address.
                if isApart(address, sign, index) { break }
                return domain.read(Span())
            }
            sign = index
        }
        guard sign > 0 else { return domain.read(Span()) }
        var last = sign + 1
        while last < end, Email.isHost(address[last]) { last += 1 }
        domain.read(address.extracting(sign..<last))
        guard domain.kind != .none, writeLocal(address, before: sign) else {
            text.removeAll(keepingCapacity: true)
            return
        }
        localCount = text.count
        isRole = roles.words.meaning(of: text.span, 0..<localCount) != 0
        text.append(0x40)
        if domain.text.elementsEqual("googlemail.com".utf8) {
            text.append(contentsOf: "gmail.com".utf8)
        } else {
            text.append(contentsOf: domain.host)
        }
        key = Domain.key(of: text.span)
    }

    private func isApart(_ text: Span<UInt8>, _ first: Int, _ second: Int) -> Bool {
        for index in first..<second where text[index] == 0x2C || text[index] == 0x3B || text[index] <= 0x20 {
            return true
        }
        return false
    }

    private mutating func writeLocal(_ address: Span<UInt8>, before sign: Int) -> Bool {
        var start = sign
        while start > 0, Email.isLocal(address[start - 1]) { start -= 1 }
        // What stands before the address proper is `mailto:`, a bracket, a blank.
        if start > 0 {
            let byte = address[start - 1]
            guard byte == 0x3A || byte == 0x3C || byte <= 0x20 || byte == 0x28 || byte == 0x2C || byte == 0x3B else {
                return false
            }
        }
        guard sign - start <= 64, start < sign else { return false }
        let isGoogle = domain.text.elementsEqual("gmail.com".utf8) || domain.text.elementsEqual("googlemail.com".utf8)
        for index in start..<sign {
            let byte = address[index]
            if byte == 0x2B, !text.isEmpty { break }
            if byte == 0x2E, isGoogle || text.isEmpty { continue }
            text.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
        }
        while text.last == 0x2E { text.removeLast() }
        return !text.isEmpty
    }

    private static func isHost(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte == 0x2E || byte == 0x2D || byte == 0x5F || TokenReader.isDigit(byte)
            || TokenReader.isLetter(byte | 0x20)
    }

    private static func isLocal(_ byte: UInt8) -> Bool {
        if byte >= 0x80 { return true }
        if TokenReader.isDigit(byte) || TokenReader.isLetter(byte | 0x20) { return true }
        switch byte {
        case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D...0x2F, 0x3D, 0x3F, 0x5E...0x60, 0x7B...0x7E: return true
        default: return false
        }
    }
}

struct EmailRoles: Sendable {
    static let shared = EmailRoles()
    private(set) var words = WordTable(capacity: 128)

    private init() {
        let list = """
            info sales support contact office admin hello mail marketing hr jobs careers press media billing accounts
            accounting finance invoice invoices service services help helpdesk webmaster postmaster hostmaster abuse noreply
            no-reply donotreply do-not-reply team enquiries inquiries enquiry reception orders order newsletter news privacy
            legal it security kontakt buero verkauf vertrieb einkauf rechnung bewerbung personal presse zentrale empfang
            contacto ventas soporte administracion compras recursoshumanos rrhh atencion clientes contato vendas comercial
            financeiro suporte atendimento rh contacts accueil commercial compta comptabilite recrutement secretariat
            direction informazioni vendite amministrazione segreteria ufficio acquisti assistenza verkoop administratie
            biuro sekretariat kontor post firmapost kundservice prodej obchod podpora unknown none test na nobody
            """
        for word in list.split(whereSeparator: { $0 == " " || $0 == "\n" }) { words.insert(Array(word.utf8), 1) }
    }
}
