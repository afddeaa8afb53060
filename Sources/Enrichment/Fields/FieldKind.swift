/// What sort of value a Loam field has, before it is fitted to a CRM field.
package enum FieldKind: String, Sendable, Hashable, CaseIterable {
    case text, number, date, moment, list
    /// Written as a code or as a name, as the mapping wants it.
    case country, state
}
