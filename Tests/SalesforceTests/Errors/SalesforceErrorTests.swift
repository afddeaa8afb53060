import HTTP
import Telemetry
import Testing

@testable import Salesforce

struct SalesforceErrorTests {
    private func error(_ status: Int, _ body: String, _ fields: Fields = [:]) -> SalesforceError {
        SalesforceError(status: Status(status), fields: fields, body: Array(body.utf8), now: Timestamp(seconds: 0))
    }

    private static let plain: [(Int, String, Remedy)] = [
        (401, #"[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]"#, .refresh),
        (
            401,
            #"[{"message":"This session is not valid for use with the REST API","errorCode":"INVALID_SESSION_ID"}]"#,
            .report(.admin)
        ),
        (
            403, #"[{"message":"TotalRequests Limit exceeded.","errorCode":"REQUEST_LIMIT_EXCEEDED"}]"#,
            .wait(.dailyQuota)
        ),
        (
            403, #"[{"message":"ConcurrentPerOrgLongTxn Limit exceeded.","errorCode":"REQUEST_LIMIT_EXCEEDED"}]"#,
            .wait(.concurrency)
        ),
        (400, #"[{"message":"unable to obtain","errorCode":"UNABLE_TO_LOCK_ROW"}]"#, .wait(.lock)),
        (400, #"[{"message":"No such column","errorCode":"INVALID_FIELD"}]"#, .adapt(.describeAgain)),
        (500, #"[{"message":"An unexpected error","errorCode":"UNKNOWN_EXCEPTION"}]"#, .retry),
        (503, "<html><body>Down</body></html>", .retry),
        (200, "<html><body>Sign in</body></html>", .retry),
        (403, "Bad_OAuth_Token", .refresh),
        (400, #"{"error":"invalid_grant","error_description":"expired access/refresh token"}"#, .report(.admin)),
        (429, "", .retry), (418, #"[{"message":"new","errorCode":"NEVER_SEEN"}]"#, .report(.record)),
        (400, #"{"exceptionCode":"x"}"#, .report(.record)),
    ]

    @Test("Each kind of refusal has its remedy", arguments: plain)
    func remedies(status: Int, body: String, remedy: Remedy) {
        #expect(error(status, body).remedy == remedy)
    }

    @Test("Every code of the table has one clear sentence that ends")
    func sentences() throws {
        for name in ErrorMeaning.all {
            let meaning = try #require(ErrorMeaning.of(ErrorCode(name)))
            #expect(meaning.sentence.hasSuffix("."), "\(name)")
            #expect(meaning.sentence.first?.isUppercase == true, "\(name)")
        }
        #expect(ErrorMeaning.all.count > 100)
    }

    @Test("Neither printing nor dumping an error shows what the record holds")
    func discreet() {
        let error = error(
            400,
            #"[{"message":"Email: invalid email address: ada@x","errorCode":"INVALID_EMAIL_ADDRESS","fields":["Email"]}]"#
        )
        var dumped = ""
        dump(error, to: &dumped)
        #expect(!"\(error)".contains("ada@x") && !dumped.contains("ada@x"))
        #expect(error.words.contains("ada@x"))
        #expect(error.fields == ["Email"])
    }

    @Test(
        "A duplicate names the records that it may be, in either spelling of the key",
        arguments: ["Resut", "Result"]
    )
    func duplicates(spelling: String) throws {
        let body = """
            [{"duplicate\(spelling)":{"allowSave":true,"matchResults":[{"matchRecords":[{"record":{"attributes":{},
            "Id":"001D000000IqhSLIAZ"}}]}]},"errorCode":"DUPLICATES_DETECTED","message":"Use one of these records?"}]
            """
        let error = error(400, body)
        #expect(error.code == .duplicatesDetected && error.allowsSaving)
        #expect(error.records.map(\.text) == ["001D000000IqhSLIAZ"])
    }

    @Test("An external id of several records names them")
    func severalMatches() {
        let error = error(300, #"["/services/data/v60.0/sobjects/Acc/001D000000IqhSLIAZ"]"#)
        #expect(error.code == .severalMatches && error.records.count == 1)
    }

    @Test("What Salesforce's support asks for, and the wait it wishes, are kept")
    func headers() {
        let error = error(503, "", ["X-SFDC-Request-Id": "abc", "Retry-After": "7"])
        #expect(error.requestID == "abc" && error.retryAfter == .seconds(7))
    }

    @Test(
        "The error of a Bulk row is read, whatever colons its message holds",
        arguments: [
            (
                "REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --",
                "REQUIRED_FIELD_MISSING", "Required fields are missing: [LastName]", ["LastName"]
            ),
            (
                "DUPLICATES_DETECTED:Use one of these records?:--", "DUPLICATES_DETECTED", "Use one of these records?",
                []
            ),
            ("X:a:b, c --", "X", "a", ["b", "c"]),
            ("X:only a message", "X", "only a message", []),
            ("nothing", "NOT_UNDERSTOOD", "nothing", []),
        ]
    )
    func rows(text: String, code: String, words: String, fields: [String]) {
        let error = SalesforceError(ofRow: text)
        #expect(error.code.name == code && error.words == words && error.fields == fields)
    }

    @Test(
        "An answer that is missing is worth another try, a refused address is not",
        arguments: [(HTTPClientError.Code.timeout(.idle), Remedy.retry), (.refusedAddress, .report(.admin))]
    )
    func transport(code: HTTPClientError.Code, remedy: Remedy) {
        #expect(SalesforceError(HTTPClientError(code, "The sentence.")).remedy == remedy)
    }
}
