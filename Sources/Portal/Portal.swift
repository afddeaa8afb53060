package import Capabilities
package import HTTP
package import Telemetry

/// The portal: pages for people, on top of everything that the product can do.
///
/// An object, because every request hands it on many times.
package final class Portal: Sendable {
    /// What the portal knows of the process that it is part of.
    package struct Surroundings: Sendable {
        package var version: String
        package var startedAt: Timestamp
        /// The address that people type, without a slash at its end.
        package var publicURL: String
        /// The kinds of jobs that there can be, to choose from.
        package var jobKinds: [String]
        /// Looks for what is wrong, within a fraction of a second.
        package var health: @Sendable () async -> [Health]
        package var clock: WallClock

        package init(
            version: String,
            startedAt: Timestamp,
            publicURL: String,
            jobKinds: [String],
            clock: WallClock = .system,
            health: @escaping @Sendable () async -> [Health]
        ) {
            self.version = version
            self.startedAt = startedAt
            self.publicURL = publicURL
            self.jobKinds = jobKinds
            self.clock = clock
            self.health = health
        }
    }

    /// One thing that was looked at.
    package struct Health: Sendable {
        package enum State: Sendable { case good, warning, broken }

        let subject: String
        let state: State
        let sentence: String
        let remedy: String?

        package init(subject: String, state: State, sentence: String, remedy: String?) {
            self.subject = subject
            self.state = state
            self.sentence = sentence
            self.remedy = remedy
        }
    }

    let app: Capabilities
    let surroundings: Surroundings
    let health: KnownHealth

    package init(_ app: Capabilities, _ surroundings: Surroundings) {
        self.app = app
        self.surroundings = surroundings
        health = KnownHealth(surroundings.health)
    }

    package var door: Door {
        Door(
            "portal",
            routes: routes,
            render: { [self] problem, request in await render(problem, request) },
            atOnce: { [self] problem, request in page(of: problem, request, for: nil) }
        )
    }

    var version: String { surroundings.version }

    func localTime(_ caller: Caller) -> LocalTime { localTime(inZone: caller.timeZone) }

    func localTime(inZone name: String) -> LocalTime {
        LocalTime(zone: (try? Zone(named: name)) ?? .utc, now: surroundings.clock.now())
    }
}
