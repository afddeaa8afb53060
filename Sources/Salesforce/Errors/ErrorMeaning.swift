/// What an error code means: what to do, and a sentence for people that says what happened and what mends it.
struct ErrorMeaning: Sendable {
    let remedy: Remedy
    let sentence: String

    private init(_ remedy: Remedy, _ sentence: String) {
        self.remedy = remedy
        self.sentence = sentence
    }

    static func of(_ code: ErrorCode) -> ErrorMeaning? { table[code.name] }

    /// For a code that nobody has met yet.
    static func unknown(status: Int) -> ErrorMeaning {
        switch status {
        case 401: ErrorMeaning(.refresh, "Salesforce did not accept Loam's session.")
        case 406, 408, 420, 429, 500, 502...599:
            ErrorMeaning(.retry, "Salesforce could not answer at the moment; Loam tries again.")
        case 403: ErrorMeaning(.report(.admin), "Salesforce refused the request; check the integration user's rights.")
        case 404: ErrorMeaning(.report(.record), "Salesforce has no such record, or hides it from Loam's user.")
        default: ErrorMeaning(.report(.record), "Salesforce refused the change; its own words tell why.")
        }
    }

    static let all = table.keys.sorted()

    private static let table: [String: ErrorMeaning] = [
        // The connection.
        "INVALID_SESSION_ID": ErrorMeaning(.refresh, "Loam's session at Salesforce has ended and is begun anew."),
        "INVALID_AUTH_HEADER": .bug("Salesforce could not read how Loam signed the request."),
        "INVALID_LOGIN": .admin("Salesforce did not accept the sign-in; connect the org again."),
        "API_DISABLED_FOR_ORG": .admin("This org's edition has no API; ask Salesforce to switch it on."),
        "API_CURRENTLY_DISABLED": ErrorMeaning(.wait(.outage), "Salesforce has switched its API off for a while."),
        "REQUEST_LIMIT_EXCEEDED": ErrorMeaning(
            .wait(.dailyQuota),
            "The org has used up its API calls of the last 24 hours; Loam goes on when there are some again."
        ),
        "LIMIT_EXCEEDED": ErrorMeaning(
            .wait(.dailyQuota),
            "The org has used up its Bulk API allowance of the last 24 hours; Loam goes on when there is some again."
        ),
        "TOO_MANY_APEX_REQUESTS": ErrorMeaning(.wait(.concurrency), "The org's own code is busy; Loam waits."),
        "SERVER_UNAVAILABLE": ErrorMeaning(.retry, "Salesforce is not available at the moment; Loam tries again."),
        "UNKNOWN_EXCEPTION": ErrorMeaning(.retry, "Salesforce met an error of its own; Loam tries again."),
        "REQUEST_RUNNING_TOO_LONG": ErrorMeaning(.adapt(.narrowQuery), "The request took Salesforce too long."),
        "INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE": ErrorMeaning(
            .wait(.outage),
            "Salesforce is under maintenance and takes no changes; Loam goes on afterwards."
        ),
        "TXN_SECURITY_METERING_ERROR": .admin(
            "A security policy of the org stopped the request; let Loam's user pass."
        ),
        "TXN_SECURITY_NO_ACCESS": .admin("A security policy of the org refused the request; let Loam's user pass."),
        "FUNCTIONALITY_NOT_ENABLED": .admin("The org has not switched on what the request needs."),
        "LICENSE_LIMIT_EXCEEDED": .admin("The org has no licence left for what the request needs."),
        "STORAGE_LIMIT_EXCEEDED": .admin("The org's storage is full; make room before Loam creates records."),
        "UNSUPPORTED_API_VERSION": .bug("Salesforce does not speak the version that Loam asked for."),
        "UNREACHABLE": ErrorMeaning(.retry, "Salesforce could not be reached, or the answer broke off."),
        "MAINTENANCE": ErrorMeaning(.retry, "Salesforce showed a page for people, as it does during maintenance."),
        "NOT_UNDERSTOOD": .bug("Salesforce answered with something that Loam does not understand."),
        "BUDGET_SPENT": ErrorMeaning(
            .wait(.dailyQuota),
            "Loam has used the share of the org's API calls that it may use; raise the share or wait."
        ),
        "WRONG_STATE": .admin("The sign-in came back to another browser than it began in; connect the org again."),

        // Questions.
        "MALFORMED_QUERY": .bug("Salesforce could not read the query."),
        "MALFORMED_SEARCH": .bug("Salesforce could not read the search."),
        "INVALID_SEARCH": .bug("Salesforce could not read the search."),
        "INVALID_FIELD": ErrorMeaning(
            .adapt(.describeAgain),
            "A field does not exist or is not visible to the integration user; give it the right to the field."
        ),
        "INVALID_TYPE": ErrorMeaning(
            .adapt(.describeAgain),
            "An object does not exist or is not visible to the integration user; give it the right to the object."
        ),
        "INVALID_FIELD_FOR_INSERT_UPDATE": ErrorMeaning(
            .adapt(.describeAgain),
            "The integration user may not write to a field; give it the right to edit it, or take it out of the mapping."
        ),
        "INVALID_QUERY_LOCATOR": ErrorMeaning(
            .adapt(.restartQuery),
            "The query's next page is gone; it is asked anew."
        ),
        "INVALID_QUERY_FILTER_OPERATOR": .bug("A condition of the query cannot be asked of its field."),
        "EXCEEDED_MAX_SEMIJOIN_SUBSELECTS": .bug("The query has more queries within it than Salesforce takes."),
        "QUERY_TIMEOUT": ErrorMeaning(
            .adapt(.narrowQuery),
            "The query took Salesforce too long; less is asked at once."
        ),
        "QUERY_TOO_COMPLICATED": ErrorMeaning(.adapt(.narrowQuery), "The query asks for too many computed fields."),
        "QUERY_TOO_LONG": .bug("The query is longer than Salesforce takes; ask in pieces."),
        "OPERATION_TOO_LARGE": ErrorMeaning(.adapt(.narrowQuery), "The query asks for too many records at once."),
        "EXCEEDED_ID_LIMIT": ErrorMeaning(
            .adapt(.narrowQuery),
            "The answer would hold more ids than Salesforce gives."
        ),
        "INVALID_REPLICATION_DATE": ErrorMeaning(.adapt(.restartQuery), "The time asked for lies too far back."),
        "ILLEGAL_QUERY_PARAMETER_VALUE": .bug("Salesforce could not read a parameter of the address."),
        "INVALIDENTITY": ErrorMeaning(.adapt(.useREST), "Salesforce's Bulk API does not give this object."),
        "INVALIDJOBSTATE": .bug("The Bulk job is in another state than Loam thought."),
        "INVALIDBATCH": ErrorMeaning(.adapt(.describeAgain), "Salesforce could not read the rows of a Bulk job."),
        "INVALIDOPERATION": .bug("Salesforce's Bulk API does not do this with the object."),
        "INVALIDVERSION": .bug("The Bulk job was made with another version of the interface."),
        "CLIENTINPUTERROR": .bug("Salesforce could not read the Bulk request."),
        "API_ERROR": ErrorMeaning(.retry, "Salesforce's Bulk API met an error of its own; Loam tries again."),
        "JOB_FAILED": .admin("Salesforce gave up on a Bulk job; the job's own words tell why."),
        "NOT_FOUND": .record("Salesforce has no such record, or hides it from Loam's user."),
        "METHOD_NOT_ALLOWED": .bug("Salesforce does not allow the request at this address."),
        "UNSUPPORTED_MEDIA_TYPE": .bug("Salesforce does not take this kind of body."),
        "JSON_PARSER_ERROR": .bug("Salesforce could not read a value that Loam sent."),
        "INVALID_BATCH_OPERATION": .bug("Salesforce does not take this operation in a batch."),
        "INVALID_OPERATION": .bug("Salesforce does not allow the operation on this object."),
        "INVALID_TYPE_FOR_OPERATION": .bug("Salesforce does not allow the operation on this object."),
        "INVALID_TYPE_ON_FIELD_IN_RECORD": .record("A value is of another kind than its field."),
        "MISSING_ARGUMENT": .bug("The request lacks something that Salesforce needs."),
        "NOT_EXPRESSIBLE": .record("The value cannot be sent by Bulk, where its text has another meaning."),

        // Records.
        "REQUIRED_FIELD_MISSING": .record("A field that the org requires is empty; map it or give it a default."),
        "STRING_TOO_LONG": .record("A text is longer than its field takes."),
        "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST": .record(
            "A value is not in the field's picklist; add it there or map it to another."
        ),
        "INVALID_EMAIL_ADDRESS": .record("Salesforce does not take the e-mail address as one."),
        "NUMBER_OUTSIDE_VALID_RANGE": .record("A number is larger or smaller than its field takes."),
        "INVALID_CURRENCY_ISO": .record("The org does not use this currency."),
        "TEXT_DATA_OUTSIDE_SUPPORTED_CHARSET": .record("A text holds characters that Salesforce does not keep."),
        "FIELD_CUSTOM_VALIDATION_EXCEPTION": .record("A validation rule of the org refused the record."),
        "FIELD_FILTER_VALIDATION_EXCEPTION": .record("A lookup filter of the org refused the record."),
        "FIELD_INTEGRITY_EXCEPTION": .record("Values do not go together, such as a state and its country."),
        "DUPLICATE_VALUE": ErrorMeaning(.adapt(.updateInstead), "Another record has this unique value already."),
        "DUPLICATES_DETECTED": .record("A duplicate rule of the org holds the record for one that exists."),
        "MULTIPLE_MATCHES": .record("More than one record has this external id."),
        "MALFORMED_ID": .record("An id is not one of this object."),
        "INVALID_ID_FIELD": .record("An id is not one of this object."),
        "INVALID_CROSS_REFERENCE_KEY": .record("A record points to another that does not exist."),
        "INSUFFICIENT_ACCESS": .record("Loam's user may not change the record; share it or give it the right."),
        "INSUFFICIENT_ACCESS_OR_READONLY": .record(
            "Loam's user may not change the record; share it or give the right."
        ),
        "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY": .record(
            "Loam's user may not change a record that this one points to; share it or give the right."
        ),
        "INSERT_UPDATE_DELETE_NOT_ALLOWED": .record("Loam's user may not change records of this kind."),
        "ENTITY_IS_DELETED": .record("The record has been deleted."),
        "ENTITY_IS_LOCKED": .record("An approval process locks the record."),
        "UNABLE_TO_LOCK_ROW": ErrorMeaning(.wait(.lock), "Somebody else was changing the record; Loam tries again."),
        "CANNOT_UPDATE_CONVERTED_LEAD": .record("The lead has been converted and cannot be changed any more."),
        "CANNOT_REPARENT_RECORD": .record("The record cannot be moved to another parent."),
        "CIRCULAR_DEPENDENCY": .record("The record would become its own ancestor."),
        "SELF_REFERENCE_FROM_TRIGGER": .record("The org's own code failed on the record."),
        "INACTIVE_OWNER_OR_USER": .record("The record's owner is an inactive user; give it another owner."),
        "TRANSFER_REQUIRES_READ": .record("The new owner may not read records of this kind."),
        "INVALID_STATUS": .record("The record's status does not allow the change."),
        "INVALID_ASSIGNMENT_RULE": .record("The assignment rule does not exist or is not active."),
        "INVALID_PERSON_ACCOUNT_OPERATION": .record("The change is not possible on a person account."),
        "UNAVAILABLE_RECORDTYPE_EXCEPTION": .record("Loam's user has no record type for the record."),
        "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY": .record("The org's own code (a trigger) failed on the record."),
        "CANNOT_EXECUTE_FLOW_TRIGGER": .record("A flow of the org failed on the record."),
        "APEX_ERROR": .record("The org's own code failed on the record."),
        "DELETE_FAILED": .record("Other records hold on to the record, so it was not deleted."),
        "UNDELETE_FAILED": .record("The record could not be brought back."),
        "MERGE_FAILED": .record("The records could not be merged."),
        "ALREADY_IN_PROCESS": .record("The record is in an approval process already."),
        "ALL_OR_NONE_OPERATION_ROLLED_BACK": .record("Another record of the same request failed, so this was undone."),
        "PROCESSING_HALTED": .record("An earlier part of the same request failed, so this was not tried."),
        "BATCH_PROCESSING_HALTED": .record("An earlier part of the same request failed, so this was not tried."),

        // Signing in.
        "invalid_grant": .admin("Salesforce no longer accepts Loam's permission to the org; connect it again."),
        "invalid_client_id": .admin("Salesforce does not know Loam's app; check the consumer key."),
        "invalid_client": .admin("Salesforce did not accept the secret of Loam's app; check the consumer secret."),
        "invalid_app_access": .admin("The user has not been given Loam's app; give it by profile or permission set."),
        "invalid_request": .bug("Salesforce could not read the sign-in request."),
        "invalid_scope": .admin("Loam's app may not ask for what it needs; allow it the scopes api and refresh_token."),
        "invalid_token": .admin("Salesforce does not know the token, which may have been revoked already."),
        "unsupported_token_type": .admin("Salesforce does not know the token, which may have been revoked already."),
        "unsupported_grant_type": .bug("Salesforce does not offer this way of signing in."),
        "unsupported_response_type": .bug("Salesforce does not offer this way of signing in."),
        "redirect_uri_mismatch": .admin("Loam's address is not in its app's list of callbacks; add it there."),
        "redirect_uri_missing": .admin("Loam's address is not in its app's list of callbacks; add it there."),
        "inactive_user": .admin("The user is not active in Salesforce; activate it or connect as another."),
        "inactive_org": .admin("The org is not active."),
        "rate_limit_exceeded": ErrorMeaning(.retry, "Salesforce takes no more sign-ins for the moment."),
        "access_denied": .admin("The user refused Loam's access; connect again and allow it."),
    ]

    static func admin(_ sentence: String) -> ErrorMeaning { ErrorMeaning(.report(.admin), sentence) }
    private static func record(_ sentence: String) -> ErrorMeaning { ErrorMeaning(.report(.record), sentence) }
    private static func bug(_ sentence: String) -> ErrorMeaning {
        ErrorMeaning(.report(.developer), sentence + " Please report it to the makers of Loam.")
    }
}

extension ErrorMeaning {
    /// Refusals of a sign-in that share a name and are told apart by their words only.
    static func ofSignIn(_ words: String) -> ErrorMeaning? {
        switch words {
        case "user hasn't approved this consumer", "user is not admin approved to access this app":
            .admin("The user has not been given Loam's app; give it by profile or permission set.")
        case "Audience validation failed":
            .admin("The signed statement was for another Salesforce; choose production or sandbox as the org is.")
        case "invalid assertion": .admin("Salesforce did not accept the signed statement; check certificate and clock.")
        case "IP restricted or invalid login hours":
            .admin("The user may not sign in from here or at this hour; allow Loam's address.")
        case "inactive user": .admin("The user is not active in Salesforce; activate it or connect as another.")
        case "inactive organization": .admin("The org is not active.")
        case "expired authorization code", "invalid authorization code", "invalid code verifier":
            .admin("The sign-in took too long or was used twice; connect the org again.")
        case "no client credentials user enabled":
            .admin("Loam's app has no user to run as; choose one in its settings.")
        case "request not supported on this domain": .admin("Use the org's own address (My Domain) to sign in.")
        default: nil
        }
    }

    /// Sessions that no refresh makes good: asking again would go on for ever.
    static let unfitSession = ErrorMeaning.admin("The user may sign in, but not use the API; give it the right to.")
    static let concurrency = ErrorMeaning(.wait(.concurrency), "The org is busy with other long calls; Loam waits.")
}
