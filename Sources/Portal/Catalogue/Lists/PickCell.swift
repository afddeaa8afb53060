import HTML

/// The first cell of a line that can be ticked.
struct PickCell: Sendable {
    let number: Int64
    let name: String
    let isPickable: Bool

    func html(_ content: HTML) -> HTML {
        guard isPickable else { return content }
        return """
            <div class="cell-pick"><input type="checkbox" name="number" value="\(String(number))" aria-label="Choose \(name)">\
            <div>\(content)</div></div>
            """
    }
}
