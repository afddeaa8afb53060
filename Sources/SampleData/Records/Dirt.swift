/// One way in which a CRM's record differs from the truth. Each is drawn by itself, at its own rate.
package enum Dirt: String, CaseIterable, Sendable {
    // The company's name, in the order in which they are done to it.
    case formerName, tradingName, otherScript, brandOnly, acronym
    case legalFormDropped, legalFormVariant, abbreviated, swappedWords, joinedWords, typo, secondTypo
    case plainLetters, shouted, uncapitalised, townAdded, noteAdded
    // How to reach it.
    case websiteMissing, websiteOfParent, websiteOld, websiteOfAnother
    case phoneMissing, phoneStale, phoneOfParent, phoneMistyped, phoneExtension
    // Where it is, and how large.
    case streetMissing, moved, cityMissing, wrongCity, cityTypo, postcodeMissing, regionMissing, countryMissing
    case employeesMissing, employeesDrifted
    // The person.
    case changedEmployer, nickname, initialOnly, namesSwapped, personTypo, otherSurname
    case emailMissing, freeMail, personPhoneMissing, personPhoneStale, titleMissing, titleOther
    // The record as a whole.
    case duplicate, absentCompany, absentPerson

    package enum Level: String, CaseIterable, Sendable { case mild, heavy }

    /// How many of the records it may befall are befallen.
    package func rate(in level: Level) -> Double {
        let (mild, heavy): (Double, Double) =
            switch self {
            case .formerName: (0.15, 0.50)  // of those that had another name
            case .tradingName: (0.15, 0.50)  // of those that trade under another
            case .otherScript: (0.05, 0.30)  // of those with a name in other letters
            case .brandOnly: (0.02, 0.12)
            case .acronym: (0.01, 0.06)
            case .legalFormDropped: (0.30, 0.40)
            case .legalFormVariant: (0.15, 0.20)
            case .abbreviated: (0.05, 0.16)
            case .swappedWords: (0.02, 0.07)
            case .joinedWords: (0.02, 0.08)
            case .typo: (0.05, 0.20)
            case .secondTypo: (0.01, 0.06)
            case .plainLetters: (0.25, 0.50)  // of those with marks on letters
            case .shouted: (0.04, 0.10)
            case .uncapitalised: (0.02, 0.05)
            case .townAdded: (0.02, 0.08)
            case .noteAdded: (0.01, 0.06)
            case .websiteMissing: (0.20, 0.60)
            case .websiteOfParent: (0.08, 0.20)  // of those with a parent
            case .websiteOld: (0.15, 0.35)  // of those that had another name
            case .websiteOfAnother: (0.005, 0.02)
            case .phoneMissing: (0.20, 0.60)
            case .phoneStale: (0.05, 0.25)
            case .phoneOfParent: (0.05, 0.10)  // of those with a parent
            case .phoneMistyped: (0.01, 0.03)
            case .phoneExtension: (0.04, 0.06)
            case .streetMissing: (0.15, 0.50)
            case .moved: (0.04, 0.15)
            case .cityMissing: (0.05, 0.25)
            case .wrongCity: (0.02, 0.12)
            case .cityTypo: (0.02, 0.06)
            case .postcodeMissing: (0.15, 0.50)
            case .regionMissing: (0.20, 0.45)
            case .countryMissing: (0.05, 0.20)
            case .employeesMissing: (0.35, 0.60)
            case .employeesDrifted: (0.40, 0.60)
            case .changedEmployer: (0.10, 0.30)  // of those who worked elsewhere before
            case .nickname: (0.10, 0.25)  // of those whose name has one
            case .initialOnly: (0.01, 0.05)
            case .namesSwapped: (0.005, 0.02)
            case .personTypo: (0.03, 0.08)
            case .otherSurname: (0.005, 0.02)
            case .emailMissing: (0.15, 0.35)
            case .freeMail: (0.05, 0.15)
            case .personPhoneMissing: (0.40, 0.65)
            case .personPhoneStale: (0.05, 0.15)
            case .titleMissing: (0.10, 0.30)
            case .titleOther: (0.20, 0.50)
            case .duplicate: (0.03, 0.08)
            case .absentCompany: (0.10, 0.10)
            case .absentPerson: (0.10, 0.10)  // of those whose company is there
            }
        return level == .mild ? mild : heavy
    }
}
