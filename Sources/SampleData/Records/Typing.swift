/// What fingers and haste do to words.
enum Typing {
    /// One letter left out, doubled, exchanged with its neighbour, or hit beside.
    static func mistyped(_ text: String, _ chance: inout Chance) -> String {
        var letters = Array(text.unicodeScalars)
        guard letters.count > 2 else { return text }
        let place = 1 + chance.below(letters.count - 2)
        switch chance.below(5) {
        case 0: letters.remove(at: place)
        case 1: letters.insert(letters[place], at: place)
        case 2: letters.swapAt(place, place + 1)
        case 3: letters.insert(beside(letters[place], &chance), at: place)
        default: letters[place] = beside(letters[place], &chance)
        }
        return String(String.UnicodeScalarView(letters))
    }

    static func abbreviated(_ text: String, _ chance: inout Chance) -> String {
        var words = text.split(separator: " ").map(String.init)
        guard !words.isEmpty else { return text }
        if let known = words.indices.first(where: { customary[words[$0]] != nil }), chance.happens(0.8) {
            words[known] = customary[words[known]] ?? words[known]
        } else {
            let longest = words.indices.max { words[$0].count < words[$1].count } ?? 0
            if words[longest].count > 5 {
                words[longest] = words[longest].prefix(3 + chance.below(2)) + (chance.happens(0.6) ? "." : "")
            }
        }
        return words.joined(separator: " ")
    }

    static func swapped(_ text: String, _ chance: inout Chance) -> String {
        var words = text.split(separator: " ")
        guard words.count > 1 else { return text }
        let place = chance.below(words.count - 1)
        words.swapAt(place, place + 1)
        return words.joined(separator: " ")
    }

    static func joined(_ text: String, _ chance: inout Chance) -> String {
        var words = text.split(separator: " ").map(String.init)
        guard words.count > 1 else { return text }
        let place = chance.below(words.count - 1)
        words[place] += words.remove(at: place + 1)
        return words.joined(separator: " ")
    }

    private static func beside(_ letter: Unicode.Scalar, _ chance: inout Chance) -> Unicode.Scalar {
        for row in keyboard {
            guard let place = row.firstIndex(of: letter) else { continue }
            return row[place == 0 ? 1 : place == row.count - 1 || chance.happens(0.5) ? place - 1 : place + 1]
        }
        return Unicode.Scalar(UInt8(ascii: "a") + UInt8(chance.below(26)))
    }

    private static let keyboard = [
        "qwertyuiop", "asdfghjkl", "zxcvbnm", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM", "1234567890",
    ].map {
        Array($0.unicodeScalars)
    }

    private static let customary: [String: String] = [
        "International": "Intl", "Manufacturing": "Mfg", "Technologies": "Tech", "Technology": "Tech",
        "Services": "Svcs",
        "Associates": "Assoc.", "Management": "Mgmt", "Brothers": "Bros", "Company": "Co", "Group": "Grp",
        "National": "Natl",
        "Engineering": "Eng.", "Construction": "Constr.", "Properties": "Props", "Communications": "Comm",
        "Systems": "Sys",
        "Distributors": "Dist.", "Industries": "Ind.", "Medical": "Med", "Center": "Ctr", "Enterprises": "Ent.",
        "Solutions": "Soln", "Consulting": "Cons.", "University": "Univ.", "Regional": "Reg.", "Deutschland": "D",
        "Maschinenbau": "Masch.-Bau", "Gebrüder": "Gebr.", "Unternehmensberatung": "UB", "Ingenieurbüro": "Ing.-Büro",
        "Établissements": "Ets", "Société": "Sté", "Construcciones": "Constr.", "Hermanos": "Hnos.",
        "Distribuciones": "Distr.",
        "Fratelli": "F.lli", "Costruzioni": "Costr.", "Automobiles": "Autos", "Pharmaceuticals": "Pharma",
        "Laboratories": "Labs",
        "Logistics": "Log.", "Equipment": "Equip.", "Financial": "Fin.", "Insurance": "Ins.", "Transport": "Transp.",
    ]
}
