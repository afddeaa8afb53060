/// What made-up names are made of.
enum Words {
    // MARK: - Companies

    static let brandStarts: [StaticString] = [
        "Alver", "Ambri", "Arken", "Bal", "Beller", "Bran", "Cael", "Calder", "Ceron", "Cor", "Dal", "Dresk", "Elmar",
        "Endo", "Fal", "Fenn", "Ferro", "Gal", "Glim", "Gren", "Hal", "Hest", "Ilmar", "Ister", "Jor", "Kal", "Keld",
        "Kest", "Lanth", "Leru", "Lum", "Mal", "Meri", "Mond", "Nar", "Ness", "Nor", "Obra", "Olm", "Orin", "Pald",
        "Pell", "Quar", "Quil", "Rav", "Renn", "Roth", "Sal", "Senn", "Sol", "Tal", "Tern", "Thal", "Ulm", "Vand",
        "Vel", "Ver", "Wend", "Yar", "Zel",
    ]
    static let brandMiddles: [StaticString] = [
        "a", "ab", "ad", "al", "am", "an", "ar", "av", "e", "ed", "el", "em", "en", "er", "i", "id", "il", "im", "in",
        "ir", "o", "od", "ol", "om", "on", "or", "u", "ul", "um", "un",
    ]
    static let brandEnds: [StaticString] = [
        "ba", "bex", "brix", "cor", "dane", "dex", "dia", "don", "dra", "fex", "gard", "gon", "lane", "lex", "line",
        "lo", "lux", "mar", "mere", "mont", "nex", "nia", "nova", "quist", "ra", "rion", "ro", "sen", "sta", "stead",
        "ta", "tane", "tek", "thra", "tor", "tra", "va", "vance", "via", "vo",
    ]
    static let sectors: [(word: StaticString, short: StaticString, industry: StaticString)] = [
        ("Logistics", "Log.", "Transportation"), ("Dairy", "Dairy", "Food & Beverage"),
        ("Software", "SW", "Technology"),
        ("Systems", "Sys.", "Technology"), ("Analytics", "Analytics", "Technology"),
        ("Foods", "Foods", "Food & Beverage"),
        ("Steel", "Steel", "Manufacturing"), ("Textiles", "Textiles", "Apparel"), ("Energy", "Energy", "Energy"),
        ("Solar", "Solar", "Energy"), ("Insurance", "Ins.", "Insurance"), ("Capital", "Cap.", "Finance"),
        ("Bank", "Bank", "Banking"), ("Health", "Health", "Healthcare"), ("Biotech", "Bio", "Biotechnology"),
        ("Chemicals", "Chem.", "Chemicals"), ("Builders", "Bldrs", "Construction"),
        ("Engineering", "Eng.", "Engineering"),
        ("Consulting", "Cons.", "Consulting"), ("Media", "Media", "Media"), ("Telecom", "Tel.", "Telecommunications"),
        ("Hotels", "Hotels", "Hospitality"), ("Shipping", "Shpg", "Shipping"), ("Electronics", "Elec.", "Electronics"),
        ("Robotics", "Robotics", "Machinery"), ("Machinery", "Mach.", "Machinery"), ("Farms", "Farms", "Agriculture"),
        ("Outdoor", "Outdoor", "Recreation"), ("Retail", "Retail", "Retail"), ("Academy", "Acad.", "Education"),
        ("Water", "Water", "Utilities"), ("Studios", "Studios", "Entertainment"),
        ("Environmental", "Env.", "Environmental"), ("Networks", "Netw.", "Communications"),
        ("International", "Intl", "Consulting"), ("Technologies", "Tech.", "Technology"),
        ("Industries", "Ind.", "Manufacturing"), ("Pharma", "Pharma", "Healthcare"), ("Group", "Grp", "Finance"),
        ("Services", "Svcs", "Consulting"),
    ]

    // MARK: - People

    static let firstNames: [(full: StaticString, short: StaticString)] = [
        ("Alexander", "Alex"), ("Amara", "Amara"), ("Amelie", "Amelie"), ("Andrea", "Andrea"), ("Anthony", "Tony"),
        ("Beatrice", "Bea"), ("Benjamin", "Ben"), ("Camille", "Camille"), ("Catherine", "Kate"), ("Charles", "Charlie"),
        ("Chiara", "Chiara"), ("Christopher", "Chris"), ("Daniel", "Dan"), ("Deborah", "Deb"), ("Dieter", "Dieter"),
        ("Edward", "Ed"), ("Elena", "Elena"), ("Elizabeth", "Liz"), ("Emeka", "Emeka"), ("Fatima", "Fatima"),
        ("Franziska", "Franzi"), ("Frederik", "Fred"), ("Gabriela", "Gaby"), ("Grace", "Grace"), ("Gregory", "Greg"),
        ("Hanna", "Hanna"), ("Henrik", "Henrik"), ("Ingrid", "Ingrid"), ("Isabelle", "Isa"), ("Jacqueline", "Jackie"),
        ("James", "Jim"), ("Jennifer", "Jenny"), ("Johannes", "Hannes"), ("Jonathan", "Jon"), ("Joseph", "Joe"),
        ("Katarina", "Kat"), ("Kenji", "Kenji"), ("Laura", "Laura"), ("Leonard", "Leo"), ("Lucia", "Lucia"),
        ("Margaret", "Maggie"), ("Matthew", "Matt"), ("Mei", "Mei"), ("Michael", "Mike"), ("Nadia", "Nadia"),
        ("Nicholas", "Nick"), ("Olivia", "Liv"), ("Omar", "Omar"), ("Patricia", "Pat"), ("Priya", "Priya"),
        ("Rebecca", "Becky"), ("Robert", "Bob"), ("Rosa", "Rosa"), ("Samuel", "Sam"), ("Sofia", "Sofia"),
        ("Stephanie", "Steph"), ("Theodore", "Ted"), ("Thomas", "Tom"), ("Victoria", "Vicky"), ("William", "Bill"),
    ]
    static let surnameStarts: [StaticString] = [
        "Ald", "Ask", "Bark", "Berg", "Birk", "Black", "Brand", "Brook", "Carr", "Cold", "Dahl", "Dorn", "Eich", "Elm",
        "Fair", "Falk", "Fern", "Gold", "Grim", "Hag", "Hart", "Hazel", "Holm", "Kirch", "Kron", "Lang", "Lind", "Mark",
        "Mill", "Moor", "Nord", "Oak", "Quist", "Rain", "Rosen", "Sand", "Silver", "Stein", "Thorn", "Wald", "West",
        "Whit", "Wild", "Winter", "Wolf",
    ]
    static let surnameEnds: [StaticString] = [
        "acker", "bauer", "beck", "berry", "bloom", "burn", "by", "combe", "croft", "dale", "den", "ell", "en", "er",
        "feld", "ford", "garth", "gren", "ham", "hoff", "hurst", "ing", "ison", "land", "ley", "low", "lund", "man",
        "mere", "mont", "more", "qvist", "ridge", "rup", "sey", "shaw", "son", "stad", "strand", "stone", "ström",
        "thal", "ton", "vik", "wald", "well", "wick", "wood", "worth", "zweig",
    ]
    static let titles: [(title: StaticString, short: StaticString, department: StaticString)] = [
        ("Chief Executive Officer", "CEO", "Management"), ("Chief Financial Officer", "CFO", "Finance"),
        ("Chief Technology Officer", "CTO", "IT"), ("Chief Marketing Officer", "CMO", "Marketing"),
        ("Vice President of Sales", "VP Sales", "Sales"), ("Vice President Operations", "VP Ops", "Operations"),
        ("Head of Procurement", "Head Procurement", "Procurement"),
        ("Director of Engineering", "Dir. Engineering", "IT"),
        ("Director of Human Resources", "HR Director", "Human Resources"), ("Sales Manager", "Sales Mgr", "Sales"),
        ("Marketing Manager", "Marketing Mgr.", "Marketing"), ("IT Manager", "IT Mgr", "IT"),
        ("Product Manager", "PM", "Product"), ("Account Executive", "AE", "Sales"),
        ("Controller", "Controller", "Finance"),
        ("Office Manager", "office manager", "Administration"), ("Software Engineer", "SWE", "IT"),
        ("Data Analyst", "Analyst", "IT"), ("Buyer", "Buyer", "Procurement"),
        ("Plant Manager", "Plant Mgr", "Operations"),
        ("Customer Success Manager", "CSM", "Customer Success"), ("General Counsel", "Counsel", "Legal"),
    ]
    static let salutations: [StaticString] = ["Mr.", "Ms.", "Mrs.", "Dr.", "Prof."]

    // MARK: - The rest of an org

    static let leadSources: [StaticString] = ["Web", "Phone Inquiry", "Partner Referral", "Purchased List", "Other"]
    static let ratings: [StaticString] = ["Hot", "Warm", "Cold"]
    static let accountTypes: [StaticString] = [
        "Prospect", "Customer - Direct", "Customer - Channel", "Channel Partner / Reseller", "Installation Partner",
        "Technology Partner", "Other",
    ]
    static let streets: [StaticString] = [
        "Alder", "Bridge", "Canal", "Cedar", "Chapel", "Church", "Elm", "Garden", "Harbour", "Hill", "Lake", "Maple",
        "Market", "Mill", "Oak", "Park", "Pine", "River", "School", "Spring", "Station", "Sunset", "Union", "Walnut",
    ]
    static let products: [StaticString] = [
        "Renewal", "Expansion", "Pilot", "New Platform", "Annual Plan", "Rollout", "Add-on Seats", "Services Package",
        "Support Contract", "Migration",
    ]
    static let taskSubjects: [StaticString] = ["Call", "Email", "Send Letter", "Send Quote", "Other"]
    static let campaignThemes: [StaticString] = [
        "Spring Webinar", "Autumn Webinar", "Trade Fair", "Newsletter", "Customer Day", "Product Launch", "Win-back",
        "Partner Breakfast", "Field Survey", "Early Access",
    ]
    static let campaignTypes: [StaticString] = [
        "Webinar", "Webinar", "Trade Show", "Email", "Conference", "Advertisement",
    ]
    static let noMatchReasons: [StaticString] = [
        "No company found", "No contact found", "Too little data", "Several companies fit",
    ]
}
