/// A field's value as the org's database holds it.
///
/// Dates, times and datetimes are texts that sort as they follow each other: `2024-05-01`, `12:30:00.000Z`,
/// `2024-05-01T12:30:00.000Z`.
package enum Scalar: Sendable, Hashable, Codable {
    case null
    case text(String)
    case integer(Int64)
    case number(Double)
    case flag(Bool)
}
