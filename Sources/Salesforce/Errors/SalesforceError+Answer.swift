import HTTP
import Telemetry

extension SalesforceError {
    /// Reads what an answer says went wrong, in any of the forms that Salesforce has for it.
    init(status: Status, fields: Fields, body: [UInt8], now: Timestamp) {
        let facts = AnswerFacts(
            status: status.code,
            requestID: fields["X-SFDC-Request-Id"] ?? fields["X-Request-Id"],
            retryAfter: fields[.retryAfter].flatMap { RetryAfter.read($0, now: now) }
        )
        guard let json = try? JSONReader.read(body) else {
            self.init(page: body, facts)
            return
        }
        if status.code == 300, let addresses = json.list {
            let records = addresses.compactMap { $0.text?.split(separator: "/").last.flatMap { RecordID($0) } }
            self.init(.severalMatches, status: status.code, records: records, requestID: facts.requestID)
        } else if let error = json.list?.first {
            self.init(error: error, facts)
        } else if let name = json["error"]?.text {
            self.init(
                ErrorCode(name),
                status: facts.status,
                words: json["error_description"]?.text ?? "",
                requestID: facts.requestID,
                retryAfter: facts.retryAfter
            )
        } else {
            self.init(.notUnderstood, meaning: .unknown(status: status.code), status: status.code)
        }
    }

    /// Reads one element of a list of errors, as an answer or the result of a row holds it.
    init(error: JSON, status: Int? = nil) {
        self.init(error: error, AnswerFacts(status: status, requestID: nil, retryAfter: nil))
    }

    private struct AnswerFacts {
        let status: Int?
        let requestID: String?
        let retryAfter: Duration?
    }

    private init(error: JSON, _ facts: AnswerFacts) {
        // Plain calls say errorCode where collections say statusCode.
        let code = error["errorCode"]?.text ?? error["statusCode"]?.text ?? error["exceptionCode"]?.text
        // On the wire the key is misspelt.
        let duplicate = error["duplicateResut"] ?? error["duplicateResult"]
        self.init(
            ErrorCode(code ?? ErrorCode.notUnderstood.name),
            status: facts.status,
            fields: error["fields"]?.list?.compactMap(\.text) ?? [],
            words: error["message"]?.text ?? error["exceptionMessage"]?.text ?? "",
            records: duplicate.map { SalesforceError.matches(of: $0) } ?? [],
            allowsSaving: duplicate?["allowSave"]?.flag ?? false,
            requestID: facts.requestID,
            retryAfter: facts.retryAfter
        )
    }

    private static func matches(of duplicate: JSON) -> [RecordID] {
        let results = duplicate["matchResults"]?.list ?? []
        let records = results.flatMap { $0["matchRecords"]?.list ?? [] }
        return records.compactMap { $0["record"]?["Id"]?.text.flatMap { RecordID($0) } }
    }

    /// An answer that is no JSON: a page, or one of the few plain words that Salesforce answers with.
    private init(page: [UInt8], _ facts: AnswerFacts) {
        let start = String(decoding: page.prefix(200), as: UTF8.self)
        let status = facts.status ?? 0
        if ["Bad_OAuth_Token", "Missing_OAuth_Token", "Wrong_Org"].contains(where: start.hasPrefix) {
            self.init(.invalidSession, status: status, requestID: facts.requestID)
        } else if start.contains("<") {
            self.init(.maintenance, status: status, requestID: facts.requestID, retryAfter: facts.retryAfter)
        } else {
            self.init(
                .notUnderstood,
                meaning: .unknown(status: status),
                status: status,
                requestID: facts.requestID,
                retryAfter: facts.retryAfter
            )
        }
    }
}
