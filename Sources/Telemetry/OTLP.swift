/// The OpenTelemetry protocol in its JSON form, as a collector takes it at `/v1/traces`.
package enum OTLP {
    /// One export request with all of the spans, said to come from the given process.
    package static func traces(_ spans: [FinishedSpan], from resource: LogMetadata) -> String {
        var text = "{\"resourceSpans\":[{\"resource\":{\"attributes\":"
        text.appendAttributes(resource)
        text += "},\"scopeSpans\":[{\"scope\":{\"name\":\"loam\"},\"spans\":["
        for (index, span) in spans.enumerated() {
            if index > 0 { text += "," }
            text.append(span)
        }
        return text + "]}]}]}"
    }
}

extension String {
    fileprivate mutating func append(_ span: FinishedSpan) {
        self += "{\"traceId\":\"\(span.context.traceID)\",\"spanId\":\"\(span.context.spanIDText)\""
        if let parentID = span.parentID { self += ",\"parentSpanId\":\"\(hexadecimal(parentID))\"" }
        self += ",\"name\":"
        appendJSON(span.name)
        self += ",\"kind\":\(span.kind.number)"
        self += ",\"startTimeUnixNano\":\"\(span.start.microseconds)000\""
        self += ",\"endTimeUnixNano\":\"\(span.end.microseconds)000\",\"attributes\":"
        appendAttributes(span.attributes)
        self += ",\"status\":{"
        if let failure = span.failure {
            self += "\"code\":2,\"message\":"
            appendJSON(failure)
        }
        self += "}}"
    }

    fileprivate mutating func appendAttributes(_ attributes: LogMetadata) {
        self += "["
        for (index, attribute) in attributes.pairs.enumerated() {
            self += index > 0 ? ",{\"key\":" : "{\"key\":"
            appendJSON(attribute.name)
            self += ",\"value\":{"
            switch attribute.value {
            case .text(let string):
                self += "\"stringValue\":"
                appendJSON(string)
            // 64-bit integers are strings in the JSON form of protocol buffers.
            case .integer(let number): self += "\"intValue\":\"\(number)\""
            case .real(let number) where number.isFinite: self += "\"doubleValue\":\(number)"
            case .real(let number):
                self += "\"doubleValue\":\"\(number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity")\""
            case .flag(let flag): self += "\"boolValue\":\(flag)"
            }
            self += "}}"
        }
        self += "]"
    }
}

extension Span.Kind {
    fileprivate var number: Int {
        switch self {
        case .internal: 1
        case .server: 2
        case .client: 3
        case .producer: 4
        case .consumer: 5
        }
    }
}
