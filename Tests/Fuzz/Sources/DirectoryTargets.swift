import Directory

/// What identity providers send.
let directoryTargets: [FuzzTarget] = [
    .text("directory-filter") { text in
        do throws(DirectoryFault) {
            let filter = try FilterParser.filter(text)
            for type in types { _ = try type.condition(filter) }
        } catch {
            check(!error.detail.isEmpty && error.status == 400, "a refusal says why")
        }
    },
    FuzzTarget("directory-patch") { bytes in
        guard let body = try JSONReader.read(bytes).object else { return }
        do throws(DirectoryFault) {
            let type = types[0]
            let before = try type.read(["userName": "ada", "emails": [["value": "a@x", "type": "work"]]]).resource
            let after = try type.applying(try Patch(body), to: before, id: "1")
            check(after.attributes["userName"]?.text?.isEmpty == false, "a person keeps a name")
            let primaries = after.attributes["emails"]?.elements?.count { $0.object?["primary"] == true } ?? 0
            check(primaries <= 1, "one address is primary")
            check(try! type.read(after.attributes).resource == after, "what is kept can be sent again")
            let kept = type.kept(after)
            check(try! KeptValues(json: kept.json) == kept, "what is kept reads back")
        } catch {
            check(!error.detail.isEmpty, "a refusal says why")
        }
    },
]

private let types = [ResourceType.user(products: ["sales"], roles: ["user"]), .group]
