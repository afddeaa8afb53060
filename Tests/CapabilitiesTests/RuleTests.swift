@testable import Capabilities
import Crypto
import Store
import Telemetry
import TestSupport
import Testing

@Suite struct PasswordRulesTests {
    private let known = ["Ada Weaver", "ada.weaver@looms.example", "Weaver & Sons"]

    @Test(
        "A password that is long and not easily guessed is fine",
        arguments: [
            "correct horse battery", "plenty of threads 42", "tr0ub4dor&3 nein", "ÄÖÜ und noch mehr", "9f2k-Lq71-zzX!",
        ]
    )
    func fine(password: String) {
        #expect(PasswordRules.fault(in: Secret(password), avoiding: known) == nil)
    }

    @Test(
        "What an attacker tries first is refused",
        arguments: [
            "", "short", "elevenchars", "password1234", "Password123!", "PASSWORDPASSWORD", "123456789012",
            "0987654321098",
            "qwertyuiop12", "iloveyou1234", "aaaaaaaaaaaaaaa", "abababababab", "111222333444", "abcdefghijkl",
            "!!letmein2024!!", "Salesforce2026", "weaver rocks 42", "the sons of WEAVER", "looms are lovely",
            String(repeating: "abcdefghijk ", count: 60),
        ]
    )
    func refused(password: String) {
        #expect(PasswordRules.fault(in: Secret(password), avoiding: known) != nil)
    }

    @Test("The list of common passwords is in lower case, without repeats")
    func list() {
        #expect(CommonPasswords.all.allSatisfy { $0 == $0.lowercased() && !$0.isEmpty })
    }
}

@Suite struct ThrottlePolicyTests {
    @Test("The wait doubles from nothing up to its limit")
    func delays() {
        let policy = ThrottlePolicy.account
        let waits = (0...14).map { policy.delay(afterFailures: $0).components.seconds }
        #expect(waits == [0, 0, 0, 0, 0, 15, 30, 60, 120, 240, 480, 900, 900, 900, 900])
        #expect(policy.delay(afterFailures: .max / 2) == .minutes(15))
    }
}

@Suite struct DeviceTests {
    @Test(
        "A browser is named as people know it",
        arguments: [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 "
                    + "Safari/537.36 Edg/140.0.0.0", "Edge on Windows"
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
                    + "Version/18.0 Mobile/15E148 Safari/604.1", "Safari on iPhone"
            ),
            (
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile "
                    + "Safari/537.36", "Chrome on Android"
            ),
            ("curl/7.88.1", "curl"), ("MyProgram/1.0", "Another program"), ("", "Unknown device"),
            ("<script>alert(1)</script> Linux", "A browser on Linux"),
        ]
    )
    func summary(userAgent: String, words: String) {
        #expect(Device.summary(of: userAgent) == words)
    }

    @Test("Who says nothing is an unknown device")
    func missing() {
        #expect(Device.summary(of: nil) == "Unknown device")
    }
}

@Suite struct MailTextTests {
    private let ben = User(
        id: .make(at: Timestamp(seconds: 0)),
        organisation: .make(at: Timestamp(seconds: 0)),
        email: EmailAddress(rawValue: "ben@example.org") ?? Fixed.address,
        name: "Ben Spinner",
        role: .member,
        state: .active,
        createdAt: Timestamp(seconds: 0)
    )

    private enum Fixed {
        static var address: EmailAddress { preconditionFailure("ben@example.org is an address") }
    }

    @Test("Mails read as they were reviewed")
    func golden() {
        let link = "https://loam.example.org/invitation/TOKEN"
        let mails: [MailText] = [
            .invitation(to: ben, of: "Weaver & Sons", from: "Ada Weaver", link: link),
            .passwordReset(to: ben, of: "Weaver & Sons", link: link, lifetime: .hours(2)),
            .passwordChanged(to: ben, of: "Weaver & Sons", signIn: "https://loam.example.org/sign-in"),
            .alerts(
                [
                    ("The run of Accounts has failed", "Salesforce does not know the field Rank__c."),
                    (
                        "Ada Weaver has no credits left",
                        "500 of 500 credits are spent or set aside; runs that Ada Weaver starts leave what costs more for later."
                    ),
                ],
                to: ben,
                of: "Weaver & Sons",
                link: "https://loam.example.org/alerts"
            ),
            .test(to: "Ada Weaver", of: "Weaver & Sons"),
        ]
        for mail in mails {
            let text = "Subject: \(mail.subject)\n\n\(mail.body)"
            #expect(Golden.difference(of: text, from: "mails/\(mail.kind).txt") == nil)
        }
    }
}

@Suite struct RefusalTests {
    @Test("One fault is told as itself, several are counted")
    func faults() {
        var faults = Faults()
        faults.add("a", "First.")
        faults.add("a", "Later.")
        #expect(faults.refusal.sentence == "First.")
        #expect(faults.refusal.fields == ["a": "First."])
        faults.add("b", "Second.")
        #expect(faults.refusal.sentence == "2 entries need a correction.")
    }

    @Test(
        "A wait is told in words",
        arguments: [(1, "1 seconds"), (90, "90 seconds"), (91, "2 minutes"), (900, "15 minutes")]
    )
    func waits(seconds: Int, words: String) {
        let sentence = Refusal.tooManyAttempts(retryAfter: .seconds(seconds)).sentence
        #expect(sentence == "There were too many attempts; wait \(words) and try again.")
    }
}
