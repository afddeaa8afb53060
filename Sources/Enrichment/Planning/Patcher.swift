/// A mapping made ready for an org: turns what a run offers into the patch of a record.
package struct Patcher: Sendable {
    /// All rows of one target, made ready. Shared, as is what it holds: it is looked at for every record, and its many parts
    /// would be counted each time.
    private final class Ladder: Sendable {
        let target: CRMField
        let rungs: [Rung]
        /// For a state the fields that may hold its country.
        let countries: [CRMField]
        let controller: CRMField?
        /// The place of its target among all targets in the order of their names.
        let place: Int

        init(_ target: CRMField, _ rungs: [Rung], countries: [CRMField], controller: CRMField?, place: Int) {
            self.target = target
            self.rungs = rungs
            self.countries = countries
            self.controller = controller
            self.place = place
        }

        var needs: [CRMField] { controller.map { countries + [$0] } ?? countries }
    }

    /// What the targets on which others depend hold afterwards, as far as it was found.
    private typealias Afterwards = [CRMField: FieldValue]

    private final class Rung: Sendable {
        let row: MappingRow
        let fitting: Fitting

        init(row: MappingRow, fitting: Fitting) { (self.row, self.fitting) = (row, fitting) }
    }

    /// Each behind those on whose values its own depends.
    private let ladders: [Ladder]
    /// As long as nothing was found of the targets, in the order of their names.
    private let unread: [Patch.Entry]
    /// The targets on which others depend.
    private let needed: Set<CRMField>
    private let placeholders: Placeholders
    /// The fields whose values must be read before a patch can be made.
    package let fieldsToRead: Set<CRMField>

    package init(_ mapping: Mapping, in schema: ObjectSchema, placeholders: Placeholders = .usual) {
        let hierarchies = mapping.hierarchies.filter { schema[$0.target]?.isWritable ?? false }
        let targets = hierarchies.map(\.target).sorted()
        let places = Dictionary(uniqueKeysWithValues: targets.enumerated().map { ($1, $0) })
        var ladders: [Ladder] = []
        for (target, rows) in hierarchies {
            guard let field = schema[target], let place = places[target] else { continue }
            let rungs = rows.map {
                Rung(row: $0, fitting: Fitting($0.source.kind, into: field, $0.options, in: schema))
            }
            let isState = rows.contains { $0.source.kind == .state }
            let countries = isState ? Patcher.countries(beside: target).filter { schema[$0] != nil } : []
            ladders.append(
                Ladder(target, rungs, countries: countries, controller: field.controller, place: place)
            )
        }
        unread = targets.map { Patch.Entry($0, before: .blank, .leave(.notRead)) }
        needed = Set(ladders.flatMap(\.needs)).intersection(targets)
        self.ladders = Patcher.inOrder(ladders)
        self.placeholders = placeholders
        var fields: Set<CRMField> = []
        for ladder in ladders {
            fields.insert(ladder.target)
            fields.formUnion(ladder.countries)
            if let controller = ladder.controller { fields.insert(controller) }
        }
        fieldsToRead = fields
    }

    private static func inOrder(_ ladders: [Ladder]) -> [Ladder] {
        var (ordered, rest) = ([Ladder](), ladders)
        while !rest.isEmpty {
            let open = Set(rest.map(\.target))
            let isReady = { (ladder: Ladder) in ladder.needs.allSatisfy { !open.contains($0) || $0 == ladder.target } }
            let ready = rest.filter(isReady)
            // Fields that control each other have no order.
            guard !ready.isEmpty else { return ordered + rest }
            ordered += ready
            rest.removeAll(where: isReady)
        }
        return ordered
    }

    /// The patch of a record; `lastWritten` is what Loam wrote into its fields last.
    package func patch(_ record: Record, with offer: Offer, lastWritten: [CRMField: FieldValue] = [:]) -> Patch {
        patch(record.values, with: offer, lastWritten: lastWritten)
    }

    /// What a new record holds.
    package func patch(creating offer: Offer) -> Patch { patch([:], creating: offer) }

    /// The patch of a record into which nobody else writes: what is not among its values is blank.
    package func patch(_ values: [CRMField: FieldValue], creating offer: Offer) -> Patch {
        let blank = Dictionary(uniqueKeysWithValues: fieldsToRead.map { ($0, FieldValue.blank) })
        return patch(FieldValues(blank.merging(values) { $1 }), with: offer)
    }

    /// The patch of whatever holds these values.
    package func patch(
        _ values: FieldValues,
        with offer: Offer,
        lastWritten: [CRMField: FieldValue] = [:]
    ) -> Patch {
        var entries = unread
        var afterwards: Afterwards = [:]
        for ladder in ladders {
            let written = lastWritten.isEmpty ? nil : lastWritten[ladder.target]
            let entry = entry(ladder, values, offer, written, afterwards)
            if !needed.isEmpty, needed.contains(ladder.target) { afterwards[ladder.target] = entry.after }
            entries[ladder.place] = entry
        }
        withholdTimes(&entries)
        return Patch(inOrder: entries)
    }

    private func entry(
        _ ladder: Ladder,
        _ values: FieldValues,
        _ offer: Offer,
        _ lastWritten: FieldValue?,
        _ afterwards: Afterwards
    ) -> Patch.Entry {
        guard let before = values[ladder.target] else { return unread[ladder.place] }
        let holding = Holding(before, lastWritten: lastWritten, placeholders)
        var misfits: [Patch.Rejected] = []
        for rung in ladder.rungs {
            guard let offered = offer[rung.row.source], !offered.value.isBlank else { continue }
            let surroundings = surroundings(ladder, rung, values, offer, afterwards)
            do throws(Misfit) {
                let fitted = try rung.fitting.fit(offered.value, surroundings)
                guard !fitted.value.isBlank else { continue }
                return Patch.Entry(
                    ladder.target,
                    before: before,
                    rung.row.rule.action(before, holding, fitted.value),
                    .mapped(
                        rung.row.source,
                        rung.row.rule,
                        offered.provenance,
                        isShortened: fitted.isShortened
                    ),
                    misfits: misfits
                )
            } catch {
                misfits.append(Patch.Rejected(rung.row.source, error))
            }
        }
        return misfits.isEmpty
            ? unknown(ladder, offer, before, holding)
            : Patch.Entry(ladder.target, before: before, .leave(.doesNotFit), misfits: misfits)
    }

    /// Nothing is known for any row: the field is emptied where the first row says so.
    private func unknown(
        _ ladder: Ladder,
        _ offer: Offer,
        _ before: FieldValue,
        _ holding: Holding
    ) -> Patch.Entry {
        let left = Patch.Entry(ladder.target, before: before, .leave(.nothingKnown))
        guard let rung = ladder.rungs.first, rung.row.options.clearsUnknown, holding != .blank,
            rung.row.rule.mayReplace(holding), ladder.rungs.allSatisfy({ offer.isAskable($0.row.source) })
        else { return left }
        do throws(Misfit) {
            try rung.fitting.clear()
        } catch {
            return Patch.Entry(
                ladder.target,
                before: before,
                .leave(.doesNotFit),
                misfits: [Patch.Rejected(rung.row.source, error)]
            )
        }
        let origin = Patch.Origin.mapped(rung.row.source, rung.row.rule, .run, isShortened: false)
        return Patch.Entry(ladder.target, before: before, .clear, origin)
    }

    /// A time that overwrites would change every record in every run; it is written only beside something else.
    private func withholdTimes(_ entries: inout [Patch.Entry]) {
        guard !entries.contains(where: { $0.isChange && !$0.isRunningTime }) else { return }
        for (place, entry) in entries.enumerated() where entry.isChange {
            entries[place] = Patch.Entry(entry.field, before: entry.before, .leave(.nothingElseChanges), entry.origin)
        }
    }

    // MARK: Surroundings

    private func surroundings(
        _ ladder: Ladder,
        _ rung: Rung,
        _ values: FieldValues,
        _ offer: Offer,
        _ afterwards: Afterwards
    ) -> Fitting.Surroundings {
        var surroundings = Fitting.Surroundings()
        func after(_ field: CRMField) -> FieldValue? { afterwards[field] ?? values[field] }
        if let controller = ladder.controller { surroundings.controller = after(controller) }
        guard rung.row.source.kind == .state else { return surroundings }
        let countries = ladder.countries.compactMap(after)
        surroundings.country = countries.first { !$0.isBlank } ?? countries.first
        let source: LoamField =
            if case .person = rung.row.source { .person(.country) } else { .company(.country) }
        surroundings.sourceCountry = offer[source]?.value
        return surroundings
    }

    /// The fields that may hold the country of a state: `BillingCountry` and `BillingCountryCode` of `BillingState`.
    private static func countries(beside state: CRMField) -> [CRMField] {
        let name = state.rawValue
        for ending in ["StateCode", "State"] where name.hasSuffix(ending) {
            let prefix = name.dropLast(ending.count)
            return [CRMField(prefix + "Country"), CRMField(prefix + "CountryCode")]
        }
        return []
    }
}

extension Patch.Entry {
    /// Whether it is the time of the run that takes the place of an older one.
    fileprivate var isRunningTime: Bool {
        guard case .mapped(.run(.now), let rule, _, _)? = origin else { return false }
        return rule != .completeIfMissing
    }
}

extension UpdateRule {
    /// What becomes of a field for which a value is known that fits.
    fileprivate func action(_ before: FieldValue, _ holding: Holding, _ value: FieldValue) -> Patch.Action {
        if value.isSame(as: before) { return .leave(.same) }
        guard mayReplace(holding) else {
            return .leave(self == .completeIfMissing ? .notBlank : .personsEdit)
        }
        return .set(value)
    }
}
