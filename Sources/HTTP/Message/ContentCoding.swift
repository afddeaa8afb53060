/// How a body is packed for the way.
package enum ContentCoding: String, Sendable {
    case identity, gzip

    /// What to use for a client that sent this Accept-Encoding. Only gzip is on offer, and only to who asks for it.
    package static func negotiated(for field: String?) -> ContentCoding {
        guard let field else { return .identity }
        var weight: Double?
        var wildcard: Double?
        for member in field.split(separator: ",") {
            var parts = ParameterReader(member)
            var quality = 1.0
            while let (name, value) = parts.next() {
                if name == "q" { quality = Double(value) ?? 0 }
            }
            switch parts.first.lowercased() {
            case "gzip", "x-gzip": weight = max(weight ?? 0, quality)
            case "*": wildcard = quality
            default: break
            }
        }
        return (weight ?? wildcard ?? 0) > 0 ? .gzip : .identity
    }
}
