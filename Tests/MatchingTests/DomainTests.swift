import Testing

@testable import Matching

struct DomainTests {
    @Test("S-08 · a website comes down to its registrable domain", arguments: Cases.rows(DomainCases.websites))
    func websites(_ row: Cases.Row) { #expect(Domain(row.input).text.string == row.expected) }

    @Test("S-08 · a domain tells whose it can be", arguments: Cases.rows(DomainCases.kinds))
    func kinds(_ row: Cases.Row) { #expect("\(Domain(row.input).kind)" == row.expected) }

    @Test("S-08 · the stem of a domain is spelled like a name", arguments: Cases.rows(DomainCases.stems))
    func stems(_ row: Cases.Row) { #expect(Domain(row.input).stem.string == row.expected) }

    @Test("S-08 · an e-mail address comes down to its mailbox", arguments: Cases.rows(DomainCases.emails))
    func emails(_ row: Cases.Row) { #expect(Email(row.input).text.string == row.expected) }

    @Test("S-08 · a name that is spelled like a domain has its key")
    func stemKeys() {
        #expect(Domain("https://www.coca-cola.com").stemKey == CompanyName("Coca Cola Company").keys.joined)
        #expect(Domain("müller.de").stemKey == CompanyName("Mueller GmbH").keys.joined)
        #expect(
            Domain("acme.com").stemKey != Domain("acme2.com").stemKey
                && Domain("acme.com").stemKey == Domain("acme.de").stemKey
        )
    }

    @Test("S-08 · the mailbox of a post is no person's")
    func roles() {
        #expect(
            Email("Info@acme.com").isRole && Email("ventas+mx@acme.mx").isRole && !Email("jane.doe@acme.com").isRole
        )
    }

    @Test("S-08 · the table of public suffixes agrees with libpsl")
    func suffixes() throws {
        let list = try #require(ReferenceFile.bytes(PublicSuffixes.list))
        let (table, library) = (PublicSuffixes(list: list), PublicSuffixes(list: nil))
        var dice = Dice(11)
        var hosts: [String] = []
        var encoder = PunycodeEncoder()
        for line in String(decoding: list, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("//") {
            guard dice.next(below: 6) == 0 || line.hasPrefix("*") || line.hasPrefix("!") else { continue }
            let rule = line.prefix { $0 != " " }.drop { $0 == "*" || $0 == "." || $0 == "!" }
            guard let ascii = encoder.ascii(Array(rule.utf8)) else { continue }
            for prefix in ["", "a.", "b.a.", "c.b.a."] { hosts.append(prefix + ascii.string) }
        }
        hosts += ["acme.com", "acme.unknowntld", "a.acme.unknowntld", "unknowntld"]
        for host in hosts {
            let bytes = Array(host.utf8)
            let (one, other) = (
                table.registrable(in: bytes.span, count: bytes.count),
                library.registrable(in: bytes.span, count: bytes.count)
            )
            #expect(one == other, "\(host)")
        }
        #expect(hosts.count > 4000)
    }
}

/// What is read, and what is expected of it.
private enum DomainCases {
    static let websites = """
        acme.com -> acme.com
        www.acme.com -> acme.com
        http://www.acme.com -> acme.com
        https://www.acme.com/ -> acme.com
        HTTPS://WWW.ACME.COM/EN/INDEX.HTML?x=1#top -> acme.com
        http://acme.com:8080/path -> acme.com
        acme.com:443 -> acme.com
        //acme.com -> acme.com
        http:/acme.com -> acme.com
        http:acme.com -> acme.com
        https//acme.com -> acme.com
        htp://acme.com -> acme.com
        http://user:secret@acme.com/ -> acme.com
        acme.com. -> acme.com
        .acme.com -> acme.com
           acme.com   -> acme.com
        "acme.com" -> acme.com
        <http://acme.com> -> acme.com
        acme.com, acme.de -> acme.com
        acme.com; acme.de -> acme.com
        acme.com / acme.de -> acme.com
        shop.eu.acme.co.uk -> acme.co.uk
        acme.co.uk -> acme.co.uk
        www.acme.com.au -> acme.com.au
        acme.com.br -> acme.com.br
        acme.co.jp -> acme.co.jp
        acme.github.io -> acme.github.io
        müller.de -> xn--mller-kva.de
        www.MÜLLER.de -> xn--mller-kva.de
        mu\u{308}ller.de -> xn--mller-kva.de
        xn--mller-kva.de -> xn--mller-kva.de
        пример.рф -> xn--e1afmkfd.xn--p1ai
        例え.jp -> xn--r8jz45g.jp
        bücher.example.com -> example.com
        acme。com -> acme.com
        ａｃｍｅ.com -> acme.com
        info@acme.com -> acme.com
        mailto:info@acme.com -> acme.com
        acme_test.com -> acme_test.com
        a-b.com -> a-b.com
        co.uk -> ∅
        com -> ∅
        acme -> ∅
        localhost -> ∅
        192.168.1.1 -> ∅
        http:// -> ∅
        www. -> ∅
        n/a -> ∅
        none -> ∅
        - -> ∅
        acme..com -> ∅
        -acme.com -> ∅
        acme-.com -> ∅
        acme com -> ∅
        """

    static let kinds = """
        acme.com -> own
        gmail.com -> freeMail
        jane@Gmail.com -> freeMail
        yahoo.co.jp -> freeMail
        hotmail.fr -> freeMail
        web.de -> freeMail
        qq.com -> freeMail
        mail.ru -> freeMail
        naver.com -> freeMail
        libero.it -> freeMail
        wp.pl -> freeMail
        https://www.linkedin.com/company/acme -> shared
        facebook.com/acme -> shared
        acme -> none
        """

    static let stems = """
        www.acme.com -> acme
        coca-cola.com -> cocacola
        acme.co.uk -> acme
        müller.de -> muller
        xn--mller-kva.de -> muller
        пример.рф -> primer
        """

    static let emails = """
        Jane.Doe@Acme.com -> jane.doe@acme.com
        jane+news@acme.com -> jane@acme.com
        jane.doe@gmail.com -> janedoe@gmail.com
        Jane.Doe+x@GoogleMail.com -> janedoe@gmail.com
        <jane@acme.com> -> jane@acme.com
        Jane Doe <jane@acme.com> -> jane@acme.com
        mailto:jane@acme.com -> jane@acme.com
        jane@acme.com; joe@acme.com -> jane@acme.com
        jane@mail.acme.co.uk -> jane@mail.acme.co.uk
        jane@acme.com. -> jane@acme.com
        o'brien@acme.ie -> o'brien@acme.ie
        jürgen@müller.de -> jürgen@xn--mller-kva.de
        jane@acme -> ∅
        jane -> ∅
        @acme.com -> ∅
        jane@ -> ∅
        jane@@acme.com -> ∅
        jane doe@acme.com -> doe@acme.com
        n/a -> ∅
        jane@192.168.0.1 -> ∅
        """
}
