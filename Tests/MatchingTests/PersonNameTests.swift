import Testing

@testable import Matching

struct PersonNameTests {
    @Test("S-08 · a person's name is told apart into family and given names", arguments: Cases.rows(PersonCases.table))
    func cases(_ row: Cases.Row) { #expect(PersonName(row.input).text.string == row.expected) }

    @Test("S-08 · two fields give the same name as one", arguments: Cases.rows(PersonCases.fields))
    func fields(_ row: Cases.Row) {
        let parts = row.input.split(separator: "|", omittingEmptySubsequences: false).map { String($0) }
        #expect(PersonName(given: parts[0], family: parts[1]).text.string == row.expected)
    }

    @Test("S-08 · short names meet the name that they are short for", arguments: Cases.rows(PersonCases.nicknames))
    func nicknames(_ row: Cases.Row) {
        let names = row.input.split(separator: " ").map { PersonName("\($0) Doe").keys.nicknames }
        #expect(names[0].meets(names[1]) == (row.expected == "yes"))
        #expect(names[1].meets(names[0]) == (row.expected == "yes"))
    }

    @Test("S-08 · names that sound alike share a key")
    func sounds() {
        func sound(_ name: String) -> UInt32 { PersonName("A \(name)").keys.sound }
        for (one, other) in [
            ("Meyer", "Maier"), ("Schmidt", "Schmitt"), ("Hoffmann", "Hofman"), ("Philips", "Fillips"),
            ("Kowalsky", "Kowalski"),
        ] {
            #expect(sound(one) == sound(other), "\(one), \(other)")
        }
        #expect(sound("Smith") != sound("Jones") && sound("Miller") != sound("Mueller-Thurgau"))
    }
}

/// What is read, and what is expected of it.
private enum PersonCases {
    static let table = """
        John Smith -> smith|john
        Smith, John -> smith|john
        SMITH, JOHN A. -> smith|john a
        Mr. John A. Smith Jr. -> smith|john a
        Dr. John Smith, PhD -> smith|john
        John Smith, MBA, CPA -> smith|john
        John Smith III -> smith|john
        Prof. Dr. Anna Müller -> muller|anna
        Anna van der Berg -> van der berg|anna
        van der Berg, Anna -> van der berg|anna
        Ludwig von Mises -> von mises|ludwig
        Maria de la Cruz -> de la cruz|maria
        Leonardo da Vinci -> da vinci|leonardo
        Osama bin Rashid -> bin rashid|osama
        Vincent van Gogh -> van gogh|vincent
        Mary-Jane Watson -> watson|mary jane
        Anne Smith-Jones -> jones|anne smith
        Robert (Bob) Jones -> jones|robert
        Robert "Bob" Jones -> jones|robert bob
        O'Brien, Conan -> obrien|conan
        Sinéad O’Connor -> oconnor|sinead
        José María Aznar López -> lopez|jose maria aznar
        François Hollande -> hollande|francois
        Jürgen Groß -> gross|jurgen
        Łukasz Żak -> zak|lukasz
        Иван Петров -> petrov|ivan
        Петров, Иван Сергеевич -> petrov|ivan sergeevich
        Γιώργος Παπαδόπουλος -> papadopoulos|giorgos
        王小明 -> 王|小明
        欧阳小明 -> 欧阳|小明
        田中 太郎 -> 太郎|田中
        محمد علي -> ali|mhmd
        Sr. Juan Pérez -> perez|juan
        Herr Hans Meier -> meier|hans
        Mme Claire Dubois -> dubois|claire
        Frau Dr. Eva Braun-Schulz -> schulz|eva braun
        Sig.ra Giulia Rossi -> rossi|giulia
        Mevr. J. de Vries -> de vries|j
        pan Jan Novák -> novak|jan
        Cher -> cher|
        Dr. -> dr|
        Smith -> smith|
        J.R.R. Tolkien -> tolkien|j r r
        john  smith -> smith|john
        john smith md -> smith|john
        Ma, Jack -> ma|jack
        Jack Ma -> jack|
        """

    static let fields = """
        John|Smith -> smith|john
        Mr John|Smith Jr. -> smith|john
        Anna|van der Berg -> van der berg|anna
        |Smith -> smith|
        John Smith| -> smith|john
        Robert|O'Neil, MBA -> oneil|robert
        José|García Márquez -> garcia marquez|jose
        小明|王 -> 王|小明
        Dr. Anna Maria|Huber -> huber|anna maria
        """

    static let nicknames = """
        Bob Robert -> yes
        Bob Rob -> yes
        Bill William -> yes
        Bill Liam -> yes
        Dick Richard -> yes
        Peggy Margaret -> yes
        Sasha Alexander -> yes
        Sasha Alexandra -> yes
        Pepe José -> yes
        Hans Johannes -> yes
        Jean John -> yes
        Giuseppe Joseph -> yes
        Wim Wilhelm -> yes
        Kate Catherine -> yes
        Katya Ekaterina -> yes
        Дмитрий Dmitri -> yes
        Tony Antonio -> yes
        Bert Albert -> yes
        Bert Herbert -> yes
        Albert Herbert -> no
        Robert William -> no
        Anna Peter -> no
        Zyx Zyx -> no
        """
}
