import HTTP

/// What `login` answers: the session, where to use it, and who it is of.
///
/// Elements go without prefix and attributes: clients look for them by their exact names, some with text patterns.
struct LoginResult: Sendable {
    let sessionID: String
    let serverURL: String
    let metadataServerURL: String
    let person: Person
    let organization: Organization
    let secondsValid: Int

    var response: Response {
        .soap(.ok) { body in
            body.element("loginResponse") { response in
                response.element("result") { write(to: &$0) }
            }
        }
    }

    private func write(to result: inout XMLText) {
        result.element("metadataServerUrl", metadataServerURL)
        result.element("passwordExpired", "false")
        result.element("sandbox", organization.isSandbox ? "true" : "false")
        result.element("serverUrl", serverURL)
        result.element("sessionId", sessionID)
        result.element("userId", person.id)
        result.element("userInfo") { info in
            info.element("accessibilityMode", "false")
            info.element("chatterExternal", "false")
            info.element("currencySymbol", "$")
            info.element("orgAttachmentFileSizeLimit", "5242880")
            info.element("orgDefaultCurrencyIsoCode", "USD")
            info.element("orgDefaultCurrencyLocale", "en_US")
            info.element("orgDisallowHtmlAttachments", "false")
            info.element("orgHasPersonAccounts", "false")
            info.element("organizationId", organization.id)
            info.element("organizationMultiCurrency", "false")
            info.element("organizationName", organization.name)
            info.element("profileId", person.profileID)
            info.element("roleId", person.roleID)
            info.element("sessionSecondsValid", String(secondsValid))
            info.element("userDefaultCurrencyIsoCode", nil)
            info.element("userEmail", person.email)
            info.element("userFullName", person.name)
            info.element("userId", person.id)
            info.element("userLanguage", person.language)
            info.element("userLocale", person.locale)
            info.element("userName", person.username)
            info.element("userTimeZone", person.timeZone)
            info.element("userType", person.userType)
            info.element("userUiSkin", "Theme3")
        }
    }
}

extension Response {
    fileprivate static func soap(_ status: Status, _ body: (inout XMLText) -> Void) -> Response {
        var text = XMLText()
        text.element(
            "soapenv:Envelope",
            """
             xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:partner.soap.sforce.com" \
            xmlns:sf="urn:fault.partner.soap.sforce.com" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
            """
        ) { envelope in
            envelope.element("soapenv:Body", "", body)
        }
        return Response(
            status,
            fields: [.contentType: "text/xml; charset=UTF-8", .cacheControl: "no-store"],
            body: .bytes(text.bytes)
        )
    }

    static var soapLogout: Response { .soap(.ok) { $0.element("logoutResponse") { _ in } } }
}

extension SOAPFault {
    var response: Response {
        .soap(.internalServerError) { body in
            body.element("soapenv:Fault") { fault in
                fault.element("faultcode", (isOfSalesforce ? "sf:" : "soapenv:") + code)
                fault.element("faultstring", isOfSalesforce ? code + ": " + message : message)
                guard isOfSalesforce else { return }
                fault.element("detail") { detail in
                    detail.element("sf:LoginFault", " xsi:type=\"sf:LoginFault\"") { inner in
                        inner.element("sf:exceptionCode", code)
                        inner.element("sf:exceptionMessage", message)
                    }
                }
            }
        }
    }
}
