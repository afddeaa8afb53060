import Glibc
import HTTP
import Telemetry

extension Configuration {
    /// Runs the body traced, where the operator named a collector.
    func withTracing<Result>(
        environment: [String: String],
        clock: WallClock,
        _ body: () async throws -> Result
    ) async throws -> Result {
        guard let endpoint = self.otlpEndpoint else { return try await body() }
        var fields = Fields()
        for header in self.otlpHeaders {
            let equals = header.firstIndex(of: "=") ?? header.endIndex
            fields.append(FieldName(header[..<equals]), String(header[equals...].dropFirst()))
        }
        let exporter = try TraceExporter(
            endpoint: endpoint,
            fields: fields,
            resource: ["service.name": "loam", "service.version": Version.number, "process.pid": Int(getpid())],
            client: try HTTPClient(outgoing(environment: environment, clock: clock)),
            clock: clock
        )
        return try await exporter.during(body)
    }
}
