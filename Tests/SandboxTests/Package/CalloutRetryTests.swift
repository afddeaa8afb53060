import Testing

@testable import Sandbox

struct CalloutRetryTests {
    struct Case: Sendable {
        let attempt: Int
        let outcome: CalloutRetry.Outcome
        let verdict: CalloutRetry.Verdict
    }

    private static let cases: [Case] = [
        Case(attempt: 1, outcome: .answered(200, retryAfter: nil), verdict: .done),
        Case(attempt: 1, outcome: .answered(202, retryAfter: .seconds(9)), verdict: .done),
        Case(attempt: 1, outcome: .answered(302, retryAfter: nil), verdict: .givenUp),
        Case(attempt: 1, outcome: .answered(400, retryAfter: nil), verdict: .givenUp),
        Case(attempt: 1, outcome: .answered(401, retryAfter: .seconds(9)), verdict: .givenUp),
        Case(attempt: 1, outcome: .impossible, verdict: .givenUp),
        Case(attempt: 1, outcome: .unreachable, verdict: .again(after: .seconds(60))),
        Case(attempt: 2, outcome: .unreachable, verdict: .again(after: .seconds(120))),
        Case(attempt: 3, outcome: .answered(500, retryAfter: nil), verdict: .again(after: .seconds(240))),
        Case(attempt: 5, outcome: .answered(503, retryAfter: nil), verdict: .again(after: .seconds(600))),
        Case(attempt: 6, outcome: .answered(503, retryAfter: nil), verdict: .givenUp),
        Case(attempt: 6, outcome: .answered(204, retryAfter: nil), verdict: .done),
        Case(attempt: 1, outcome: .answered(429, retryAfter: .seconds(7)), verdict: .again(after: .seconds(7))),
        Case(attempt: 4, outcome: .answered(503, retryAfter: .seconds(7)), verdict: .again(after: .seconds(7))),
        Case(attempt: 1, outcome: .answered(429, retryAfter: .seconds(3600)), verdict: .again(after: .seconds(600))),
        Case(attempt: 6, outcome: .answered(429, retryAfter: .seconds(1)), verdict: .givenUp),
    ]

    @Test("I-09 · what comes of an attempt decides whether and when there is another", arguments: cases)
    func verdict(of test: Case) {
        #expect(CalloutRetry().verdict(afterAttempt: test.attempt, test.outcome) == test.verdict)
    }

    private typealias Change = @Sendable (inout InstantEnrich) -> Void

    private static let faulty: [(String, Change)] = [
        ("Instant Enrich needs", { $0.leads = true }),
        ("The address", { $0.credential.endpoint = "ftp://loam.example" }),
        ("A token is good", { $0.credential.lifetime = 3601 }),
        ("An answer may take", { $0.credential.timeout = 121 }),
        ("The name of a certificate", { $0.credential.certificate = "a b" }),
        ("A callout is sent", { $0.retry.attempts = 0 }),
        ("The longest wait", { $0.retry.longestWait = 59 }),
    ]

    @Test("I-01 · settings that cannot work are refused with a sentence", arguments: faulty.indices)
    func complaints(index: Int) async throws {
        let (beginning, change) = CalloutRetryTests.faulty[index]
        let org = try await Org.memory()
        var settings = try await org.settings()
        change(&settings.instantEnrich)
        let wished = settings
        let refused = await #expect(throws: OrgError.self) { try await org.change(settings: wished) }
        #expect(refused?.message.hasPrefix(beginning) == true, "\(refused?.message ?? "")")
    }
}
