import Capabilities
import Store
import Telemetry
import Testing

@testable import Portal

@Suite struct AuditPhraseTests {
    private static let now = Timestamp(seconds: 1_772_946_000)

    private static func entry(_ action: AuditAction, by user: ID<User>?, about subject: ID<User>) -> AuditEntry {
        AuditEntry(
            id: .make(at: now),
            at: now,
            via: .session,
            viaID: nil,
            user: user,
            userName: "Ada Weaver",
            action: action.rawValue,
            subjectKind: "user",
            subjectID: subject.rawValue,
            subjectName: "Ada Weaver",
            was: nil,
            became: nil,
            address: nil,
            requestID: nil
        )
    }

    @Test(
        "Whoever does something to themselves is named once",
        arguments: [
            AuditAction.userChanged, .userDeactivated, .creditsLimited, .creditsReset, .userHandedOver,
            .userProductsChanged, .userSignedOut, .passwordSet, .resetLinkMade, .passwordChanged, .resetRequested,
            .passwordReset, .sessionStarted, .invitationAccepted,
        ]
    )
    func own(action: AuditAction) {
        let ada = ID<User>.make(at: Self.now)
        let own = Self.entry(action, by: ada, about: ada)
        #expect(own.isOwn && !action.phrase(own.subjectName, isOwn: own.isOwn).contains("Ada"))
        // Of two people of one name each is named.
        let other = Self.entry(action, by: ada, about: .make(at: Self.now))
        #expect(!other.isOwn && !Self.entry(action, by: nil, about: ada).isOwn)
    }

    @Test("No phrase says a word twice, and each can stand behind a name", arguments: AuditAction.allCases)
    func phrases(action: AuditAction) {
        for isOwn in [false, true] {
            let words = action.phrase("Ben", isOwn: isOwn).split(separator: " ")
            #expect(zip(words, words.dropFirst()).allSatisfy { $0 != $1 } && words.count > 1)
            #expect(words[0].first?.isLowercase == true)
        }
    }
}
