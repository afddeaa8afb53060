import Synchronization
import Telemetry
import Testing

struct TraceTests {
    @Test("a traceparent is read as the W3C text says, and printed back")
    func traceParent() throws {
        let text = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        let parent = try #require(TraceParent(text))
        #expect(parent.spanID == 0x00f0_67aa_0ba9_02b7)
        #expect(parent.isSampled)
        #expect(parent.description == text)
        #expect(TraceParent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-02")?.isSampled == false)
        #expect(TraceParent("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-later") == parent)
    }

    @Test(
        "a traceparent that the W3C text calls invalid is refused",
        arguments: [
            "", "00", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7", "é",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
            "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
            "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
            "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01more",
            "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
            "00_4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7_01",
        ]
    )
    func refused(text: String) {
        #expect(TraceParent(text) == nil)
    }

    @Test("spans nest: a child keeps the trace and names its parent")
    func nesting() async throws {
        let spans = KeptSpans()
        try await Trace.$tracer.withValue(spans.tracer()) {
            try await Trace.span("request", kind: .server, ["http.request.method": "GET"]) {
                Trace.current?.rename("GET /users")
                await Trace.span("query") {}
                let current = try #require(Trace.current)
                current.add(["http.response.status_code": 200])
            }
        }
        let kept = spans.all
        #expect(kept.map(\.name) == ["query", "GET /users"])
        try #require(kept.count == 2)
        #expect(kept[0].context.traceID == kept[1].context.traceID)
        #expect(kept[0].parentID == kept[1].context.spanID)
        #expect(kept[1].parentID == nil)
        #expect(kept[1].attributes["http.response.status_code"] == .integer(200))
        #expect(kept[1].failure == nil)
    }

    @Test("a span below another system's parent continues its trace and its choice to sample")
    func continuing() async throws {
        let spans = KeptSpans()
        let sampled = TraceParent(traceID: TraceID(high: 0, low: 7), spanID: 9, isSampled: true)
        let unsampled = TraceParent(traceID: TraceID(high: 0, low: 8), spanID: 9, isSampled: false)
        await Trace.$tracer.withValue(spans.tracer(share: 0)) {
            await Trace.span("kept", parent: sampled) {}
            await Trace.span("left out", parent: unsampled) {
                #expect(Trace.current?.context.traceID.low == 8)
                await Trace.span("its child") {}
            }
            await Trace.span("begun here") {}
        }
        #expect(spans.all.map(\.name) == ["kept"])
        #expect(spans.all.first?.parentID == 9)
    }

    @Test("about the asked share of new traces is kept")
    func share() async {
        let spans = KeptSpans()
        await Trace.$tracer.withValue(spans.tracer(share: 0.25)) {
            for _ in 0..<4000 { await Trace.span("work") {} }
        }
        // Six standard deviations: chance fails this once in a billion runs.
        #expect((836...1164).contains(spans.all.count))
    }

    @Test("a body that throws marks its span with the kind of error and nothing of its text")
    func failure() async throws {
        struct Refusal: Error { let secret = "hunter2" }
        let spans = KeptSpans()
        await #expect(throws: Refusal.self) {
            try await Trace.$tracer.withValue(spans.tracer()) {
                try await Trace.span("work") { throw Refusal() }
            }
        }
        #expect(spans.all.first?.failure == "Refusal")
    }

    @Test("with no tracer the body runs, with no span around it and no attribute made")
    func silent() async {
        func attributes() -> LogMetadata {
            Issue.record("attributes were made for nobody")
            return [:]
        }
        let result = await Trace.span("work", attributes()) { Trace.current == nil ? 42 : 0 }
        #expect(result == 42)
    }

    @Test("spans are written as OTLP JSON")
    func otlp() {
        let span = FinishedSpan(
            context: TraceParent(traceID: TraceID(high: 0, low: 0xabc), spanID: 0x1, isSampled: true),
            parentID: 0xff,
            name: "GET \"x\"",
            kind: .client,
            start: Timestamp(microseconds: 1_700_000_000_000_001),
            end: Timestamp(microseconds: 1_700_000_000_000_500),
            attributes: ["text": "a", "count": 3, "share": 0.5, "flag": true, "odd": Double.infinity],
            failure: "Refusal"
        )
        #expect(
            OTLP.traces([span, span], from: ["service.name": "loam"]) == """
                {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"loam"}}]},\
                "scopeSpans":[{"scope":{"name":"loam"},"spans":[\(text),\(text)]}]}]}
                """
        )
    }

    private let text = """
        {"traceId":"00000000000000000000000000000abc","spanId":"0000000000000001","parentSpanId":"00000000000000ff",\
        "name":"GET \\"x\\"","kind":3,"startTimeUnixNano":"1700000000000001000",\
        "endTimeUnixNano":"1700000000000500000","attributes":[\
        {"key":"text","value":{"stringValue":"a"}},{"key":"count","value":{"intValue":"3"}},\
        {"key":"share","value":{"doubleValue":0.5}},{"key":"flag","value":{"boolValue":true}},\
        {"key":"odd","value":{"doubleValue":"Infinity"}}],"status":{"code":2,"message":"Refusal"}}
        """
}

private final class KeptSpans: Sendable {
    private let spans = Mutex<[FinishedSpan]>([])

    var all: [FinishedSpan] { spans.withLock { $0 } }

    func tracer(share: Double = 1) -> Tracer {
        Tracer(share: share) { span in self.spans.withLock { $0.append(span) } }
    }
}
