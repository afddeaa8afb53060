extension Command {
    static let config = Command(
        "config",
        "Print every value of the configuration and where it comes from.",
        options: [.output, OptionGroup("Reference", .reference)],
        configuration: [Keys.declared.data.description, Keys.declared.database.description]
    ) { invocation in
        if invocation.has(.reference) {
            invocation.terminal.output(ConfigurationReference.markdown)
            return .done
        }
        let configuration = try invocation.configuration()
        if invocation.has(.json) {
            invocation.terminal.print(configuration.json.formatted)
        } else {
            invocation.terminal.output(configuration.table.text)
        }
        return .done
    }
}

extension Option {
    fileprivate static let reference = Option.flag("reference", "Print the reference page of all keys instead.")
}

extension Configuration {
    fileprivate var table: TextTable {
        var table = TextTable("key", "value", "source")
        for key in Keys.all { table.add(key.name, shown(key) ?? "-", setting(of: key).source.words) }
        return table
    }

    fileprivate var json: JSON {
        .object(
            Keys.all.map { key in
                (key.name, ["value": .optional(shown(key)), "source": .text(setting(of: key).source.words)])
            }
        )
    }

    /// The value as it may be printed; nil when it is not set.
    private func shown(_ key: KeyDescription) -> String? {
        let text = setting(of: key).text
        guard !text.isEmpty else { return nil }
        return key.isSecret ? "‹secret›" : key.shown(text)
    }
}
