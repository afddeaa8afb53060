/// What the catalogue's fields are called on pages.
enum FieldTitles {
    static func title(_ field: String) -> String {
        titles[field] ?? field.prefix(1).uppercased() + field.dropFirst().replacing("_", with: " ")
    }

    /// Of `other_names:former`, as a mapping has it.
    static func target(_ text: String) -> String {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        return parts.count == 2 ? "\(title(parts[0])) (\(parts[1]))" : title(text)
    }

    private static let titles = [
        "id": "Id", "as_of": "Date of the row", "naics": "NAICS", "sic": "SIC", "lei": "LEI",
        "registration": "Registration number", "parent_id": "Parent’s id",
        "company_id": "Company’s id", "emails": "E-mail addresses", "email_status": "E-mail status",
        "email_domains": "E-mail domains", "phones": "Telephone", "direct_phone": "Direct telephone",
        "mobile_phone": "Mobile telephone", "company_since": "There since", "ticker": "Ticker symbol",
        "social": "Social media", "company_domain": "Company’s domain", "company_name": "Company’s name",
        "level": "Management level", "last_verified": "Last verified", "full_name": "Full name",
    ]
}
