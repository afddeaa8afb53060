import HTML

/// Narrows the list below it; the script sends it at every change, without one there is a button.
struct FilterForm: Sendable {
    struct Choice: Sendable {
        let name: String
        let label: String
        let options: [Field.Option]
        /// Whether days that are chosen count instead.
        var givesWayToDays = false
        /// The options with the first chosen, drawn beforehand: for long lists that are the same on every page.
        private(set) var drawn: HTML?

        var drawnBeforehand: Choice {
            var choice = self
            choice.drawn = FilterForm.draw(options, choosing: options.first?.value ?? "")
            return choice
        }
    }

    /// The id of the element that holds what is filtered.
    let results: String
    let query: ListQuery
    /// The name and the placeholder of the field to search by.
    var search: (name: String, placeholder: String)?
    var choices: [Choice] = []
    /// Days from or until which; the names of the filters and what they are called.
    var days: [(name: String, label: String)] = []
    /// The time zone by whose clock days are meant.
    var zone: String?
    var actions: HTML = .empty

    var html: HTML {
        """
        <form class="filters" method="get" action="\(query.path)" role="search" data-filter="\(results)">
        \(search.map { searchField($0.name, $0.placeholder) })\(each: choices, choice)\
        \(each: days, { day($0.name, $0.label) })\(zone.map { "<small class=\"muted\">\($0)</small>" as HTML })\
        \(sortField)<button type="submit" class="button" data-apply>Apply</button>\
        <span class="spacer"></span>\(actions)</form>\(onPaper)
        """
    }

    /// On paper the form is gone; what it narrows down to stays.
    private var onPaper: HTML? {
        let hasDays = days.contains { !query[$0.name].isEmpty }
        var words = choices.filter { !(hasDays && $0.givesWayToDays) }.compactMap { choice in
            choice.options.first { $0.value == query[choice.name] }.map(\.text)
        }
        if let zone { words.append("days by \(zone)") }
        words += days.filter { !query[$0.name].isEmpty }.map { "\($0.label) \(query[$0.name])" }
        if let search, !query[search.name].isEmpty { words.append("\(search.placeholder): \(query[search.name])") }
        return words.isEmpty ? nil : "<p class=\"on-paper\">\(words.joined(separator: " · "))</p>"
    }

    private func searchField(_ name: String, _ placeholder: String) -> HTML {
        """
        <label class="search">\(Icon.search.html)<span class="visually-hidden">\(placeholder)</span>\
        <input class="field-input" type="search" name="\(name)" value="\(query[name])" placeholder="\(placeholder)" \
        autocomplete="off"><kbd aria-hidden="true">/</kbd></label>
        """
    }

    private func choice(_ choice: Choice) -> HTML {
        """
        <select class="field-input" name="\(choice.name)" aria-label="\(choice.label)">\
        \(options(of: choice))</select>
        """
    }

    private func options(of choice: Choice) -> HTML {
        let chosen = query[choice.name]
        if let drawn = choice.drawn, chosen == choice.options.first?.value { return drawn }
        return FilterForm.draw(choice.options, choosing: chosen)
    }

    private static func draw(_ options: [Field.Option], choosing chosen: String) -> HTML {
        "\(each: options, { option($0, isChosen: $0.value == chosen) })"
    }

    private func day(_ name: String, _ label: String) -> HTML {
        """
        <label class="filter-day"><span>\(label)</span>\
        <input class="field-input" type="date" name="\(name)" value="\(query[name])"></label>
        """
    }

    private static func option(_ option: Field.Option, isChosen: Bool) -> HTML {
        "<option value=\"\(option.value)\"\(attribute: "selected", when: isChosen)>\(option.text)</option>"
    }

    /// The order stays when the filter changes.
    private var sortField: HTML? {
        guard query.sort != query.usualSort.key || query.sortOrder != query.usualSort.order else { return nil }
        let value = (query.sortOrder == .descending ? "-" : "") + query.sort
        return "<input type=\"hidden\" name=\"sort\" value=\"\(value)\">"
    }
}
