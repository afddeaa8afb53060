import Crypto
import HTTP
import Sandbox
import Telemetry
import Testing

@testable import Salesforce

struct SessionTests {
    @Test("C-01 · A browser's trip ends in a session, and Salesforce says whose it is")
    func webServerFlow() async throws {
        try await OrgBench.run { bench in
            let tokens = await bench.org.session.current
            #expect(tokens.refresh != nil)
            #expect(tokens.organizationID.text == bench.organizationID)
            let user = try await bench.signIn.userInfo(tokens)
            #expect(user.username == bench.first.username)
            #expect(user.userID == tokens.userID && user.organizationID == tokens.organizationID)
        }
    }

    @Test("C-01 · A code without its proof, or used twice, gives nothing")
    func proof() async throws {
        try await OrgBench.run { bench in
            let authorization = Salesforce.Authorization()
            let code = try await bench.code(for: authorization)
            let stranger = Salesforce.Authorization()
            let error = await #expect(throws: SalesforceError.self) {
                try await bench.signIn.redeem(code, of: stranger)
            }
            #expect(error?.code == .invalidGrant && error?.remedy == .report(.admin))
        }
    }

    @Test("C-01 · An ended session is renewed once for all who wait, and kept before it is used")
    func singleFlight() async throws {
        try await OrgBench.run { bench in
            let before = await bench.org.session.current
            var session = before
            session.refresh = nil
            try await bench.signIn.revoke(session)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<10 { group.addTask { _ = try await bench.org.limits() } }
                try await group.waitForAll()
            }
            let after = await bench.org.session.current
            #expect(after.access != before.access && bench.shelf.kept == after)
            #expect(bench.shelf.saves == 1)
        }
    }

    @Test("C-01 · Ten who were refused the same session cause one renewal")
    func oneRenewal() async throws {
        try await OrgBench.run { bench in
            let refused = await bench.org.session.current
            let renewed = try await withThrowingTaskGroup(of: Tokens.self) { group in
                for _ in 0..<10 { group.addTask { try await bench.org.session.renewed(after: refused) } }
                return try await group.reduce(into: [Tokens]()) { $0.append($1) }
            }
            #expect(renewed.count == 10 && renewed.allSatisfy { $0 == renewed[0] })
            #expect(bench.shelf.saves == 1)
        }
    }

    @Test("C-01 · A refresh token that rotates is kept, and the org is followed to another address")
    func rotation() async throws {
        try await OrgBench.run { bench in
            let first = await bench.org.session.current
            bench.fail(.rotatedRefreshToken)
            let second = try await bench.org.session.renewed(after: first)
            #expect(second.refresh != first.refresh && bench.shelf.kept.refresh == second.refresh)
            bench.fail(.changedInstance, url: "https://two.example")
            let third = try await bench.org.session.renewed(after: second)
            #expect(third.instance.host == "two.example")
        }
    }

    @Test("C-01 · Tokens that another process has renewed are taken from the shelf, without a call")
    func otherProcess() async throws {
        try await OrgBench.run { bench in
            let mine = await bench.org.session.current
            var theirs = mine
            theirs.access = Secret("00D!theirs")
            bench.shelf.replace(theirs)
            let renewed = try await bench.org.session.renewed(after: mine)
            #expect(renewed == theirs)
            #expect(bench.shelf.saves == 0)
        }
    }

    @Test("After a disconnection nothing works, and the error tells the admin to connect again")
    func revoked() async throws {
        try await OrgBench.run { bench in
            let tokens = await bench.org.session.current
            try await bench.signIn.revoke(tokens)
            try await bench.signIn.revoke(tokens)
            let error = await #expect(throws: SalesforceError.self) { try await bench.org.limits() }
            #expect(error?.code == .invalidGrant && error?.remedy == .report(.admin))
            #expect(error?.sentence.contains("connect it again") == true)
        }
    }

    @Test("C-02 · A signed statement signs in without a browser, and again when its session has ended")
    func signedStatement() async throws {
        let key = try await RSAPrivateKey.generate(.bits2048)
        var app = SandboxServer.FirstApp()
        app.certificate = try Certificate.selfSigned(
            for: ["app.example"],
            key: key,
            notBefore: 1_772_000_000,
            days: 3650
        )
        try await OrgBench.run(app: app) { bench in
            let statement = SignedStatement(
                username: bench.first.username,
                audience: LoginHost.production.audience,
                key: key
            )
            let tokens = try await bench.signIn.signIn(by: statement)
            #expect(tokens.refresh == nil)
            let shelf = RecordedShelf(tokens)
            let session = Salesforce.Session(
                tokens,
                signIn: bench.signIn,
                renewal: .statement(statement),
                shelf: shelf.shelf
            )
            let renewed = try await session.renewed(after: tokens)
            #expect(renewed.access != tokens.access && shelf.saves == 1)
            #expect(try await bench.signIn.userInfo(renewed).username == bench.first.username)
        }
    }
}
