import Crypto
import HTTP
import Telemetry
import TestSupport
import Testing

@testable import Sandbox

struct FaultsTests {
    @Test(
        "X-04 · a fault strikes where its path and method fit",
        arguments: [
            ("GET", "/services/data/v60.0/limits", true), ("get", "/services/data/v60.0/limits", true),
            ("POST", "/services/data/v60.0/limits", false), ("GET", "/services/data/v60.0/limit", false),
            ("GET", "/x/services/data/v60.0/limits", false),
        ]
    )
    func fitting(method: String, path: String, fits: Bool) throws {
        let fault = try Fault(parsing: "drop:path=/services/*/limits,method=GET")
        #expect(fault.fits(method: method, path: path) == fits)
    }

    @Test("X-04 · a fault waits, strikes so many times and stops")
    func counting() throws {
        let faults = Faults([try Fault(parsing: "expired-session:after=2,times=2")])
        #expect((0..<6).map { _ in faults.strike(.expiredSession) != nil } == [false, false, true, true, false, false])
        #expect(faults.strike(.drop) == nil)
    }

    @Test("X-04 · the same seed strikes the same requests")
    func seeds() throws {
        func strikes(_ seed: Int) throws -> [Bool] {
            let faults = Faults([try Fault(parsing: "drop:probability=0.5,seed=\(seed)")])
            return (0..<200).map { _ in faults.strike(.drop) != nil }
        }
        #expect(try strikes(7) == strikes(7))
        #expect(try strikes(7) != strikes(8))
        #expect((60...140).contains(try strikes(7).count { $0 }))
    }

    @Test(
        "X-04 · a text that describes no fault says why",
        arguments: [
            ("", "There is no fault called"), ("rain", "There is no fault called rain"), ("drop:x", "NAME=VALUE"),
            ("drop:colour=red", "no setting called colour"), ("latency:milliseconds=soon", "from 0 to 3600000"),
            ("drop:probability=2", "from 0 to 1"), ("changed-instance", "url"),
        ]
    )
    func unreadable(text: String, complaint: String) {
        let error = #expect(throws: Fault.Unreadable.self) { try Fault(parsing: text) }
        #expect(error?.description.contains(complaint) == true)
    }
}

struct FaultTransportTests {
    /// A server that counts what takes effect, behind the faults.
    private func answers(
        to fault: String,
        requests: Int = 1,
        clock: WallClock = .system
    ) async throws -> (responses: [Response], effects: Int) {
        let effects = Effects()
        let faults = Faults([try Fault(parsing: fault)])
        let door = Door(
            "test",
            middleware: [faults.transport],
            routes: [
                .post("/row", access: .open) { request in
                    await effects.add(String(decoding: try await request.body.collect(), as: UTF8.self))
                    return .text("done")
                }
            ]
        )
        let router = try Router(doors: [door])
        var responses: [Response] = []
        for _ in 0..<requests {
            let log = Log(output: .silent, level: .error, clock: clock)
            await Log.$current.withValue(log) {
                responses.append(await router.handle(Request(.post, "/row", body: .text("a row"))))
            }
        }
        #expect(await effects.bodies.allSatisfy { $0 == "a row" })
        return (responses, await effects.bodies.count)
    }

    private actor Effects {
        var bodies: [String] = []
        func add(_ body: String) { bodies.append(body) }
    }

    @Test("X-04 · a dropped answer has taken effect")
    func drop() async throws {
        let (responses, effects) = try await answers(to: "drop:times=1", requests: 2)
        #expect(responses.map(\.status.code) == [0, 200])
        #expect(effects == 2)
    }

    @Test("X-04 · a duplicated request takes effect twice and is answered once")
    func duplicate() async throws {
        let (responses, effects) = try await answers(to: "duplicate")
        #expect(responses.map(\.status.code) == [200])
        #expect(effects == 2)
    }

    @Test(
        "X-04 · an error of the server has no effect",
        arguments: [
            ("error", 500, "UNKNOWN_EXCEPTION"), ("error:status=503", 503, "SERVER_UNAVAILABLE"),
            ("maintenance", 503, "<html>"),
        ]
    )
    func errors(fault: String, status: Int, text: String) async throws {
        let (responses, effects) = try await answers(to: fault)
        #expect(effects == 0)
        let response = try #require(responses.first)
        #expect(response.status.code == status)
        #expect(String(decoding: try await response.body.collect(), as: UTF8.self).contains(text))
    }

    @Test("X-04 · a late answer waits for the clock")
    func latency() async throws {
        let clock = TestClock()
        async let late = answers(to: "latency:milliseconds=90000", clock: clock.wallClock)
        await clock.sleepers()
        clock.advance(by: .seconds(90))
        #expect(try await late.responses.map(\.status.code) == [200])
    }
}

struct FaultControlTests {
    private let faults = Faults()
    private let router: Router
    private let here = Peer(address: IPAddress("127.0.0.1"))

    init() throws {
        let control = FaultControl(faults, token: Secret("the-token"))
        router = try Router(doors: [Door("control", routes: control.routes)], middleware: .standard())
    }

    private func send(_ method: Method, _ path: String, _ body: String = "", from peer: Peer? = nil) async -> Response {
        await router.handle(Request(method, path, body: .text(body), peer: peer ?? here))
    }

    @Test("X-04 · faults are set, listed and cleared while clients work")
    func control() async throws {
        let put = await send(
            .put,
            "/sandbox/faults",
            #"[{"kind":"latency","milliseconds":5,"times":3},{"kind":"drop"}]"#
        )
        #expect(put.status == .ok)
        #expect(faults.all.map(\.fault.kind) == [.latency, .drop])
        #expect(faults.all.first?.fault.amount == 5)
        let added = await send(.post, "/sandbox/faults", #"{"kind":"row-locks","percent":30,"seed":4}"#)
        #expect(added.status == .created)
        let listed = try JSONReader.read(try await (await send(.get, "/sandbox/faults")).body.collect())
        #expect(listed.object?["faults"]?.array?.count == 3)
        #expect(await send(.delete, "/sandbox/faults/2").status == .noContent)
        #expect(await send(.delete, "/sandbox/faults/2").status == .notFound)
        #expect(faults.all.map(\.fault.kind) == [.latency, .rowLocks])
        #expect(await send(.delete, "/sandbox/faults").status == .noContent)
        #expect(faults.isEmpty)
    }

    @Test("X-04 · what was listed can be put back")
    func listing() async throws {
        let fault = try Fault(parsing: "changed-instance:url=https://two.example,after=1,probability=0.25,path=/a*")
        faults.add(fault)
        let listed = try await (await send(.get, "/sandbox/faults")).body.collect()
        #expect(await send(.put, "/sandbox/faults", String(decoding: listed, as: UTF8.self)).status == .ok)
        #expect(faults.all.map(\.fault) == [fault])
    }

    @Test("X-04 · from elsewhere faults need the control token")
    func access() async {
        let elsewhere = Peer(address: IPAddress("192.0.2.7"))
        #expect(await send(.get, "/sandbox/faults", from: elsewhere).status == .unauthorized)
        var request = Request(.get, "/sandbox/faults", fields: [.authorization: "Bearer the-token"], peer: elsewhere)
        #expect(await router.handle(request).status == .ok)
        request = Request(.get, "/sandbox/faults", fields: [.authorization: "Bearer another"], peer: elsewhere)
        #expect(await router.handle(request).status == .unauthorized)
    }

    @Test(
        "X-04 · a body that is no fault is refused whole",
        arguments: [
            "", "{", "3", #"[{"kind":"drop"},{"kind":"rain"}]"#, #"[{"kind":"drop","times":[]}]"#,
        ]
    )
    func refusal(body: String) async {
        #expect(await send(.put, "/sandbox/faults", body).status == .badRequest)
        #expect(faults.isEmpty)
    }
}
