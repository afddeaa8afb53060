import Salesforce

@testable import Database
@testable import Sandbox

/// What our client puts between quotes, as an org that shares no code with it reads it.
let quotingTargets: [FuzzTarget] = [
    .text("soql-quoting") { text in
        let query: Salesforce.SOQL = "SELECT Id FROM Account WHERE Name = \(text)"
        // A text may be too long, or a character one that no query holds; else it is one value, however it looks.
        guard case .rows(let plan) = try QueryCompiler.plan(query.text, sandboxContext) else { return }
        let values = plan.statement.parameters.compactMap { parameter -> String? in
            if case .text(let value) = parameter.value { value } else { nil }
        }
        check(text.isEmpty || values.contains(text), "no text leaves its quotes, and none is changed by them")
    }
]
