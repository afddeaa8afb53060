import Crypto
import Database
import HTTP
import Telemetry

extension Command {
    static let routes = Command(
        "routes",
        "List every address that the server answers, and who may use it.",
        options: [.output],
        configuration: []
    ) { invocation in
        let running = Running(configuration: try invocation.configuration(), surroundings: invocation.surroundings)
        // The table does not depend on what a database holds, so an empty one will do.
        let database = try await Database.open(.memory)
        let doors = try await closing(database) {
            try Assembly(running, database: database, keys: .generate()).router.doors
        }
        if invocation.has(.json) {
            invocation.terminal.print(
                JSON.array(doors.flatMap { door in door.routes.map { $0.json(of: door) } }).formatted
            )
            return .done
        }
        var table = TextTable("method", "path", "access", "door")
        for door in doors {
            for route in door.routes { table.add(route.method.name, route.pattern.text, route.access.name, door.name) }
        }
        invocation.terminal.output(table.text)
        return .done
    }
}

extension Route {
    fileprivate func json(of door: Door) -> JSON {
        [
            "method": .text(method.name), "path": .text(pattern.text), "access": .text(access.name),
            "door": .text(door.name),
        ]
    }
}
