/// One thing that an operator can set, declared once: what it is called, what it may be, what it means.
struct Key<Value: Sendable>: Sendable {
    let description: KeyDescription
    let format: Format<Value>

    /// The default is written as an operator would write it.
    init(
        _ name: String,
        _ format: Format<Value>,
        default text: String = "",
        secret: Bool = false,
        placeholder: String? = nil,
        _ meaning: String
    ) {
        self.format = format
        description = KeyDescription(
            name: name,
            placeholder: placeholder ?? format.placeholder,
            defaultText: text,
            meaning: meaning,
            expected: format.expected,
            isSecret: secret,
            accepts: { format.read($0) != nil },
            shown: format.shown
        )
    }
}

/// A key without its type: what the reference, the help and the checks need of it.
struct KeyDescription: Sendable {
    let name: String
    let placeholder: String
    let defaultText: String
    let meaning: String
    /// What a value must look like, to end the sentence "expected …".
    let expected: String
    let isSecret: Bool
    let accepts: @Sendable (String) -> Bool
    /// The value as it may be shown: an URL without its password.
    let shown: @Sendable (String) -> String

    /// `smtp.url` is `LOAM_SMTP_URL` in the environment …
    var variable: String {
        "LOAM_"
            + name.uppercased().map { $0 == "." || $0 == "-" ? "_" : String($0) }.joined()
    }

    /// … and `--smtp-url` on the command line.
    var flag: String { name.map { $0 == "." ? "-" : String($0) }.joined() }

    var option: Option { .value(flag, placeholder, meaning) }
}
