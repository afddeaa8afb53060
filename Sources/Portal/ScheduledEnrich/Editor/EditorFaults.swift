import Enrichment
import HTML

/// What is wrong with a job, to be shown at the top and beside each field.
struct EditorFaults: Sendable {
    let faults: [SettingsFault]

    /// What concerns one row of a section; with nil what concerns the whole of it.
    func html(_ section: SettingsFault.Section, row: Int? = nil) -> HTML {
        let sentences = faults.filter { $0.section == section && $0.row == row }.map(\.sentence)
        return "\(each: sentences, { "<p class=\"field-error\">\(Icon.alert.html)\($0)</p>" })"
    }

    func has(_ section: SettingsFault.Section, row: Int) -> Bool {
        faults.contains { $0.section == section && $0.row == row }
    }

    /// The list above the form, each line leading to its place.
    var summary: HTML? {
        guard !faults.isEmpty else { return nil }
        let title =
            faults.count == 1
            ? "One thing keeps this job from being saved." : "\(faults.count) things keep this job from being saved."
        return """
            <div class="notice is-red faults" role="alert" tabindex="-1">\(Icon.alert.html)<div>
            <p><strong>\(title)</strong></p><ul>\(each: faults, line)</ul></div></div>
            """
    }

    private func line(_ fault: SettingsFault) -> HTML {
        let place = fault.row.map { "\(fault.section.title), row \($0 + 1)" } ?? fault.section.title
        let anchor = fault.row.map { "\(fault.section.prefix)-\($0)" } ?? fault.section.anchor
        return "<li><a href=\"#\(anchor)\">\(place)</a>: \(fault.sentence)</li>"
    }
}

extension SettingsFault.Section {
    var title: String {
        switch self {
        case .job: "Job"
        case .schedule: "Schedule"
        case .advanced: "Advanced options"
        case .filters: "Records"
        case .mapping: "Mapping"
        case .newcomers: "Mapping of new records"
        case .intent: "Intent"
        case .scoops: "Scoops"
        case .committee: "Buying committee"
        }
    }

    var anchor: String { "section-\(rawValue)" }

    /// Of the names of the fields of a row.
    var prefix: String {
        switch self {
        case .filters: "c"
        case .newcomers: "n"
        case .committee: "b"
        default: "m"
        }
    }
}
