import HTTP
import Testing

@testable import Portal

@Suite struct ForgeryTests {
    @Test("A form is taken only with the token that this browser was given")
    func token() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            let other = portal.browser()
            let othersPage = try await other.get("/sign-in")
            let form: Query = ["name": "Eve"]
            #expect(try await admin.post("/account/name", form).status == .forbidden)
            #expect(try await admin.submit(othersPage, to: "/account/name", form).status == .forbidden)
            let page = try await admin.get("/account")
            #expect(try await admin.submit(page, to: "/account/name", form).status == .seeOther)
            #expect(try await admin.get("/account").text.contains("value=\"Eve\""))
        }
    }

    @Test(
        "A form that another site sends is refused, whatever stands in it",
        arguments: [
            ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"], ["Origin": "https://evil.example"],
            ["Origin": "null"],
        ] as [Fields]
    )
    func otherSite(_ fields: Fields) async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            let page = try await admin.get("/account")
            var all: Fields = ["Host": "loam.example.org"]
            all.append(contentsOf: fields)
            let answer = try await admin.submit(page, to: "/account/name", ["name": "Eve"], fields: all)
            #expect(answer.status == .forbidden)
            #expect(answer.text.contains("from another site"))
        }
    }

    @Test("A form from our own page is taken, with or without a browser that says so")
    func ownSite() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            let page = try await admin.get("/account")
            for fields: Fields in [
                ["Sec-Fetch-Site": "same-origin"], ["Host": "loam.example.org", "Origin": "https://loam.example.org"],
            ] {
                let answer = try await admin.submit(page, to: "/account/name", ["name": "Ada"], fields: fields)
                #expect(answer.status == .seeOther)
            }
        }
    }

    @Test("No address that changes something answers to a mere visit")
    func visits() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            for path in ["/sign-out", "/theme", "/account/name", "/account/sessions/others"] {
                #expect(try await admin.get(path).status == .methodNotAllowed)
            }
        }
    }
}
