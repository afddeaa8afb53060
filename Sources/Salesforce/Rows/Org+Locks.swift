import Telemetry

extension Org {
    /// Changes up to 200 records, and those that somebody else was holding again: later, and in smaller groups.
    ///
    /// What is still locked at last keeps its error. The results are in the order of the drafts.
    package func update(
        _ drafts: [Draft],
        _ options: SaveOptions = SaveOptions(),
        waitingForLocks patience: LockPatience
    ) async throws -> [SaveResult] {
        var results = try await update(drafts, options)
        var group = CollectionLimit.written
        var rounds = 0
        while true {
            let locked = results.indices.filter { results[$0].error?.remedy == .wait(.lock) }
            guard !locked.isEmpty,
                let round = patience.round(after: rounds, group: group, chance: .random(in: 0..<1))
            else { return results }
            try await self.options.clock.sleep(round.wait)
            group = round.group
            rounds += 1
            for start in stride(from: 0, to: locked.count, by: group) {
                let places = locked[start..<min(start + group, locked.count)]
                let again = try await update(places.map { drafts[$0] }, options)
                for (place, result) in zip(places, again) { results[place] = result }
            }
        }
    }
}
