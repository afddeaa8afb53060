package import Jobs

/// Who does the jobs of which kind, and what is done again and again: the whole table on one screen.
extension Capabilities {
    /// `mailServer` is nil when there is none.
    package func handlers(mailServer: MailDelivery.Server?) -> [JobHandler] {
        [
            MailDelivery(database: database, keys: sealingKeys, clock: clock, server: mailServer).handler,
            Tidying(database: database, clock: clock).handler,
            AlertWatch(database: database, outbox: outbox, links: steps.ending.links, clock: clock).handler,
            Sweep(database, clock: clock).handler,
            RunStart(database: database, clock: clock).handler,
            RunReading(steps: steps).handler,
            RunPlanning(steps: steps, undoing: RunUndoing(steps: steps)).handler,
            RunWriting(steps: steps).handler,
            RunSignals(steps: steps).handler,
            valuesSweep.handler,
            MappingTrialSweep(database: database, connections: connections, clock: clock).handler,
        ] + ConnectionProbe(connections: connections).handlers
    }

    package static func schedules() throws -> [Schedules.Entry] {
        [
            try Tidying.entry(), try Sweep.entry(), try ConnectionProbe.entry(), try AlertWatch.entry(),
            try RunValuesSweep.entry(),
        ]
    }
}
