import HTML

/// What every form before the sign-in needs to know.
struct EntranceContext: Sendable {
    var token: String
    var theme = Theme.auto
    var version: String
    /// What was just done, said above the form.
    var notice: Notice?
}

/// A form before the sign-in: faults, fields, one button.
struct EntranceForm: Sendable {
    let action: String
    let fields: [Field]
    let submit: String
    var faults: FormFaults?

    func html(_ context: EntranceContext, extra: HTML = .empty) -> HTML {
        """
        \(context.notice?.html)\(faults.html(labels: fields.map { ($0.name, $0.label) }))
        <form class="form" method="post" action="\(action)">\(FormToken.field(context.token))
        \(each: fields, \.html)\(extra)\(Button(text: submit, style: .primary, isWide: true).submit())</form>
        """
    }
}

extension EntranceFrame {
    init(_ title: String, lead: String? = nil, _ context: EntranceContext) {
        self.init(title: title, lead: lead, theme: context.theme, version: context.version)
    }
}
