import Capabilities
import Enrichment
import HTML
import Store

/// Duplicates stand by profile: who they are, and below the records that are it.
extension AttentionPage {
    /// The records of one profile stand by themselves.
    var isGrouped: Bool { concern == .duplicates && Int64(query["profile"]) == nil }

    var duplicates: Table {
        Table(
            caption: concern.title(of: side),
            columns: [.init(title: "Name", sort: RecordFinding.Order.name.rawValue)]
                + (side == .people ? [.init(title: "Title"), .init(title: "Company")] : [])
                + [
                    .init(title: "Found", sort: RecordFinding.Order.found.rawValue),
                    .init(title: "Links", isActions: true),
                ],
            groups: found.groups.map(group),
            query: query
        )
    }

    private func group(_ group: RecordFinding.Group) -> Table.Group {
        let rest = group.head.copies - group.records.count
        return Table.Group(
            head: head(group.head),
            rows: group.records.map { one in
                Table.Row(cells: [main(one)] + said(of: one) + [time.moment(one.foundAt).html, links(one)])
            },
            foot: rest > 0
                ? """
                <span class="muted">\(group.records.count, .grouped) of \(group.head.copies, .grouped) are shown. \
                <a href="\(all(group.head))">Show all</a></span>
                """ : .empty
        )
    }

    private func said(of one: RecordFinding) -> [HTML] {
        side == .people ? [told(one.title), told(one.company)] : []
    }

    private func head(_ one: RecordFinding) -> HTML {
        guard let profile = one.profile else { return "\(one.copies, .grouped) records" }
        let known = shared[profile]
        let org = found.connections.count > 1 ? found.connections[one.connection].map { " in \($0.name)" } : nil
        let records: HTML = """
            <a href="\(all(one))">\(one.copies, .grouped) records<span class="visually-hidden"> of \
            \(known?.name ?? "this profile")</span></a>\(org ?? "")
            """
        let parts = [position(known), family(owners[profile]), page(known), records].filter { !$0.isEmpty }
        return """
            <strong>\(RunRecordLine.link(to: profile, known?.name))</strong><small>\(parts.joined(separator: " · "))</small>
            """
    }

    /// What the catalogue says that a person does, and where.
    private func position(_ known: SharedProfile?) -> HTML {
        guard let known else { return .empty }
        let company = known.company.map { company -> HTML in
            "<a href=\"\(Paths.company(company.number))\"><bdi>\(company.name)</bdi></a>"
        }
        let title: HTML = known.title.isEmpty ? .empty : "<bdi>\(known.title)</bdi>"
        return title.isEmpty ? company ?? .empty : "\(title)\(company.map { " at \($0)" as HTML } ?? .empty)"
    }

    private func family(_ owners: CompanyOwners?) -> HTML {
        guard let owners else { return .empty }
        let ultimate: HTML =
            owners.ultimate == owners.parent ? .empty : ", which is of \(link(to: owners.ultimate))"
        return "of \(link(to: owners.parent))\(ultimate)"
    }

    private func link(to owner: CompanyOwners.Owner) -> HTML {
        "<a href=\"\(Paths.company(owner.number))\"><bdi>\(owner.name)</bdi></a>"
    }

    private func page(_ known: SharedProfile?) -> HTML {
        guard let known, let address = known.linkedIn else { return .empty }
        return """
            <a href="\(address)" rel="noopener noreferrer nofollow">LinkedIn<span class="visually-hidden"> page of \
            \(known.name)</span></a>
            """
    }

    /// All records of the profile, whenever they were found.
    private func all(_ one: RecordFinding) -> String {
        query.path
            + Paths.query([
                ("list", RecordFinding.Concern.duplicates.rawValue),
                ("profile", one.profile.map { String($0.number) } ?? ""),
                ("connection", one.connection.rawValue), ("period", DashboardFilter.Preset.all.rawValue),
            ])
    }
}
