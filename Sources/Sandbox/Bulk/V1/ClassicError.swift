import HTTP

extension OrgError {
    /// A refusal of Bulk API 1.0, as `InvalidJob`.
    static func classic(_ code: String, _ message: String) -> OrgError { OrgError(code, message) }

    /// The refusal as Bulk API 1.0 says it.
    func classicResponse(_ format: ClassicFormat) -> Response {
        let (code, message) = classicWords
        let description = ClassicDescription(values: [
            ("exceptionCode", .text(code)), ("exceptionMessage", .text(message)),
        ])
        return description.response("error", format, status == 401 ? .badRequest : Status(status))
    }

    private var classicWords: (code: String, message: String) {
        switch code {
        case "INVALID_SESSION_ID": ("InvalidSessionId", "Invalid session id")
        case "REQUEST_LIMIT_EXCEEDED": ("ExceededQuota", message)
        case "API_DISABLED_FOR_ORG": ("FeatureNotEnabled", message)
        case "UNSUPPORTED_API_VERSION": ("InvalidVersion", message)
        case "NOT_FOUND": ("InvalidUrl", message)
        case "INVALIDJOB": ("InvalidJob", message.droppingWord("InvalidJob : "))
        case "INVALIDENTITY": ("InvalidEntity", message.droppingWord("InvalidEntity : "))
        case "INVALIDOPERATION": ("InvalidOperation", message.droppingWord("InvalidOperation : "))
        case "FEATURENOTENABLED": ("FeatureNotEnabled", message.droppingWord("FeatureNotEnabled : "))
        case "JSON_PARSER_ERROR": ("InvalidJob", "Unable to parse Job")
        default: (code.contains("_") ? "InvalidBatch" : code, message)
        }
    }
}

extension String {
    fileprivate func droppingWord(_ word: String) -> String { hasPrefix(word) ? String(dropFirst(word.count)) : self }
}
