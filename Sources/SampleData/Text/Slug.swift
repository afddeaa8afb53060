extension String {
    /// The letters and digits as domains and mailboxes are written: small, of ASCII, with something or nothing between words.
    func slug(between words: String = "") -> String {
        var slug: [UInt8] = []
        slug.reserveCapacity(utf8.count)
        var isBetween = false
        func add(_ text: some Sequence<UInt8>) {
            if isBetween, !slug.isEmpty { slug.append(contentsOf: words.utf8) }
            isBetween = false
            slug.append(contentsOf: text)
        }
        for scalar in unicodeScalars {
            switch scalar {
            case "a"..."z", "0"..."9": add(CollectionOfOne(UInt8(scalar.value)))
            case "A"..."Z": add(CollectionOfOne(UInt8(scalar.value) + 32))
            case "'", ".", "’": continue
            default:
                if let letters = Letters.plain[scalar] { add(letters.utf8) } else { isBetween = true }
            }
        }
        return String(decoding: slug, as: UTF8.self)
    }

    /// The same text with plain letters for those with marks.
    var withoutMarks: String {
        var plain = ""
        plain.reserveCapacity(utf8.count)
        for scalar in unicodeScalars {
            guard let letters = Letters.plain[scalar] else {
                plain.unicodeScalars.append(scalar)
                continue
            }
            plain += scalar.properties.isUppercase ? letters.prefix(1).uppercased() + letters.dropFirst() : letters
        }
        return plain
    }

    var initials: String {
        String(String.UnicodeScalarView(split(whereSeparator: { !$0.isLetter }).compactMap { $0.unicodeScalars.first }))
    }
}

private enum Letters {
    static let plain: [Unicode.Scalar: String] = {
        var letters: [Unicode.Scalar: String] = [:]
        for (marked, plain) in [
            ("äÄ", "ae"), ("öÖøØ", "oe"), ("üÜ", "ue"), ("ß", "ss"), ("åÅ", "a"), ("æÆ", "ae"), ("œŒ", "oe"),
            ("àáâãăąÀÁÂÃĂĄ", "a"), ("çćčÇĆČ", "c"), ("ďĎ", "d"), ("èéêëęěÈÉÊËĘĚ", "e"), ("ğĞ", "g"),
            ("ìíîïıİÌÍÎÏ", "i"), ("łŁ", "l"), ("ñńňÑŃŇ", "n"), ("òóôõőÒÓÔÕ", "o"), ("řŘ", "r"), ("śšşŚŠŞ", "s"),
            ("ťŤ", "t"), ("ùúûůűÙÚÛŮ", "u"), ("ýÿÝ", "y"), ("źżžŹŻŽ", "z"),
        ] {
            for scalar in marked.unicodeScalars { letters[scalar] = plain }
        }
        return letters
    }()
}
