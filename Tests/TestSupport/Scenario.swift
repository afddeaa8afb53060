package import HTTP

/// One request and what its answer must be, as a row of a table: a hundred cases read as data.
package struct Scenario: Sendable, CustomStringConvertible {
    package var name: String
    package var method: Method
    package var target: String
    package var fields: Fields
    package var body: String
    package var status: Int
    /// Fields that the answer must have; an empty value asks only that the field be there.
    package var answers: [String: String]
    package var contains: [String]
    package var lacks: [String]

    package init(
        _ name: String,
        _ method: Method,
        _ target: String,
        fields: Fields = Fields(),
        body: String = "",
        status: Int = 200,
        answers: [String: String] = [:],
        contains: [String] = [],
        lacks: [String] = []
    ) {
        self.name = name
        self.method = method
        self.target = target
        self.fields = fields
        self.body = body
        self.status = status
        self.answers = answers
        self.contains = contains
        self.lacks = lacks
    }

    package var description: String { name }

    /// A scenario that posts a form.
    package static func form(
        _ name: String,
        _ target: String,
        _ form: Query,
        fields: Fields = Fields(),
        status: Int = 303,
        answers: [String: String] = [:],
        contains: [String] = [],
        lacks: [String] = []
    ) -> Scenario {
        var fields = fields
        fields[.contentType] = MediaType.form.description
        return Scenario(
            name,
            .post,
            target,
            fields: fields,
            body: form.encoded,
            status: status,
            answers: answers,
            contains: contains,
            lacks: lacks
        )
    }

    /// Asks the router, as the server would; what is not as it must be, in words. Expect this to be empty.
    package func faults(against router: Router, peer: Peer = .unknown, isSecure: Bool = false) async throws -> [String]
    {
        let request = Request(
            method,
            target,
            fields: fields,
            body: .text(body),
            peer: peer,
            isSecure: isSecure
        )
        let response = await router.handle(request)
        let text = String(decoding: try await response.body.collect(), as: UTF8.self)
        var faults: [String] = []
        if response.status.code != status {
            faults.append("status \(response.status.code) instead of \(status): \(text)")
        }
        for (name, wanted) in answers.sorted(by: { $0.key < $1.key }) {
            let values = response.fields.values(of: FieldName(name))
            if values.isEmpty || (!wanted.isEmpty && !values.contains(wanted)) {
                faults.append("\(name) is \(values) instead of \(wanted)")
            }
        }
        faults += contains.filter { !text.contains($0) }.map { "\"\($0)\" is missing in: \(text)" }
        faults += lacks.filter { text.contains($0) }.map { "\"\($0)\" should not be in: \(text)" }
        return faults.map { "\(name): \($0)" }
    }
}
