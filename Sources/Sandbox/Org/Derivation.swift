import Database

/// The values that the org works out itself before a row is saved.
enum Derivation {
    static func derive(_ chunk: SaveChunk, _ db: isolated Connection) throws {
        if chunk.object.isEvent { PlatformEvent.identify(chunk) }
        switch chunk.object.name {
        case "Contact", "Lead", "User": names(chunk)
        default: break
        }
        switch chunk.object.name {
        case "User": user(chunk)
        case "Opportunity": try opportunity(chunk, db)
        case "Task": try task(chunk, db)
        case "Event": try event(chunk, db)
        case "CampaignMember": try campaignMember(chunk, db)
        case "Case": closing(chunk)
        case "Group", "UserRole": developerName(chunk)
        case "PricebookEntry", "OpportunityLineItem": try product(chunk, db)
        default: break
        }
    }

    /// `Ada Doe` from `Ada` and `Doe`.
    private static func names(_ chunk: SaveChunk) {
        guard let first = chunk.object.field("FirstName"), let last = chunk.object.field("LastName"),
            let name = chunk.object.field("Name"), chunk.isTouched(first) || chunk.isTouched(last)
        else { return }
        for row in chunk.rows where chunk.isSound(row) {
            switch (chunk.value(row, first.ordinal), chunk.value(row, last.ordinal)) {
            case (.text(let given), .text(let family)): chunk.set(row, name.ordinal, .text(given + " " + family))
            case (_, .text(let family)): chunk.set(row, name.ordinal, .text(family))
            default: break
            }
        }
    }

    private static func user(_ chunk: SaveChunk) {
        guard let nickname = chunk.object.field("CommunityNickname"), let username = chunk.object.field("Username")
        else {
            return
        }
        for row in chunk.soundRows {
            guard let text = chunk.value(row, username).text else { continue }
            if !EmailForm.isValid(text) {
                chunk.refuse(
                    row,
                    with: OrgError(
                        "INVALID_EMAIL_ADDRESS",
                        "Username: invalid email address: \(text)",
                        fields: ["Username"]
                    )
                )
            }
            if chunk.value(row, nickname) == .null {
                chunk.set(row, nickname, .text(String(text.prefix { $0 != "@" }.prefix(40))))
            }
        }
    }

    private static func closing(_ chunk: SaveChunk) {
        guard let status = chunk.object.field("Status"), let closed = chunk.object.field("IsClosed"),
            let date = chunk.object.field("ClosedDate"), chunk.isTouched(status)
        else { return }
        for row in chunk.soundRows {
            let isClosed = chunk.value(row, status) == .text("Closed")
            guard chunk.value(row, closed).isTrue != isClosed else { continue }
            chunk.set(row, closed, .flag(isClosed))
            chunk.set(row, date, isClosed ? .text(chunk.moment) : .null)
        }
    }

    private static func developerName(_ chunk: SaveChunk) {
        guard let name = chunk.object.field("Name"), let developerName = chunk.object.field("DeveloperName") else {
            return
        }
        for row in chunk.soundRows where chunk.value(row, developerName) == .null {
            let text = chunk.value(row, name).text ?? ""
            chunk.set(row, developerName, .text(String(text.map { $0.isLetter || $0.isNumber ? $0 : "_" })))
        }
    }
}
