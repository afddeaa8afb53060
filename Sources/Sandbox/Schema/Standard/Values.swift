/// The picklist values that a fresh org offers, where several objects share them.
enum Values {
    static let industries = [
        "Agriculture", "Apparel", "Banking", "Biotechnology", "Chemicals", "Communications", "Construction",
        "Consulting",
        "Education", "Electronics", "Energy", "Engineering", "Entertainment", "Environmental", "Finance",
        "Food & Beverage",
        "Government", "Healthcare", "Hospitality", "Insurance", "Machinery", "Manufacturing", "Media", "Not For Profit",
        "Recreation", "Retail", "Shipping", "Technology", "Telecommunications", "Transportation", "Utilities", "Other",
    ]
    static let leadSources = ["Web", "Phone Inquiry", "Partner Referral", "Purchased List", "Other"]
    static let ratings = ["Hot", "Warm", "Cold"]
    static let salutations = ["Mr.", "Ms.", "Mrs.", "Dr.", "Prof.", "Mx."]
    static let cleanStatuses = [
        "Matched", "Different", "Acknowledged", "NotFound", "Inactive", "Pending", "SelectMatch", "Skipped",
    ]
    static let pronouns = ["He/Him", "She/Her", "They/Them", "He/They", "She/They", "Not Listed"]
    static let genders = ["Male", "Female", "Nonbinary", "Not Listed"]
    static let teamRoles = [
        "Account Manager", "Channel Manager", "Executive Sponsor", "Lead Qualifier", "Pre-Sales Consultant",
        "Sales Manager",
        "Sales Rep",
    ]
    static let contactRoles = [
        "Business User", "Decision Maker", "Economic Buyer", "Economic Decision Maker", "Evaluator",
        "Executive Sponsor",
        "Influencer", "Technical Buyer", "Other",
    ]
    static let stages = [
        "Prospecting", "Qualification", "Needs Analysis", "Value Proposition", "Id. Decision Makers",
        "Perception Analysis",
        "Proposal/Price Quote", "Negotiation/Review", "Closed Won", "Closed Lost",
    ]
    static let forecastCategories = ["Omitted", "Pipeline", "BestCase", "MostLikely", "Forecast", "Closed"]
    static let forecastCategoryNames = ["Omitted", "Pipeline", "Best Case", "Most Likely", "Commit", "Closed"]
    static let zones = [
        "America/Los_Angeles", "America/Denver", "America/Chicago", "America/New_York", "America/Sao_Paulo", "GMT",
        "Europe/London", "Europe/Paris", "Europe/Berlin", "Asia/Kolkata", "Asia/Singapore", "Asia/Tokyo",
        "Australia/Sydney",
    ]
    static let locales = ["en_US", "en_GB", "de_DE", "fr_FR", "es_ES", "pt_BR", "ja_JP"]
    static let languages = ["en_US", "de", "es", "fr", "it", "ja", "pt_BR"]
    static let encodings = [
        "UTF-8", "ISO-8859-1", "Shift_JIS", "ISO-2022-JP", "EUC-JP", "ks_c_5601-1987", "Big5", "GB2312",
    ]
}
