import Testing

@testable import Matching

struct JobTitleTests {
    @Test("S-08 · a job title tells level and function", arguments: Cases.rows(JobTitleCases.table))
    func cases(_ row: Cases.Row) {
        let title = JobTitle(row.input)
        #expect("\(title.level), \(JobTitle.functions[Int(title.function)])" == row.expected)
    }

    @Test("S-08 · a function belongs to its department")
    func departments() {
        func department(_ title: String) -> String { JobTitle.departments[Int(JobTitle(title).department)] }
        #expect(department("Controller") == "Finance" && department("DevOps Engineer") == "Engineering")
        #expect(department("Einkaufsleiter") == "Operations" && department("CEO") == "General management")
    }

    @Test("S-08 · a size is read as a band", arguments: Cases.rows(JobTitleCases.sizes))
    func sizes(_ row: Cases.Row) {
        let band = SizeBand(row.input)
        #expect((band.isKnown ? "\(band.low)-\(band.high == .max ? "" : "\(band.high)")" : "") == row.expected)
    }

    @Test("S-08 · bands that share a number are compatible, others lie steps apart")
    func bands() {
        #expect(SizeBand("1k-5k").overlaps(SizeBand("3000")) && !SizeBand("1-10").overlaps(SizeBand("11-50")))
        #expect(
            SizeBand("1-10").distance(to: SizeBand("11-50")) == 1 && SizeBand("10").distance(to: SizeBand("9000")) == 3
        )
        #expect(SizeBand("500+").overlaps(SizeBand("1M")) && SizeBand("5").distance(to: .unknown) == 0)
    }
}

/// What is read, and what is expected of it.
private enum JobTitleCases {
    static let table = """
        CEO -> cLevel, General management
        Chief Executive Officer -> cLevel, 
        Chief Financial Officer -> cLevel, Finance
        CTO -> cLevel, Engineering
        Chief Information Security Officer -> cLevel, Security
        Founder & CEO -> cLevel, General management
        VP Sales -> vp, Sales
        Vice President of Marketing -> vp, Marketing
        SVP, Human Resources -> vp, Human resources
        Director of Engineering -> director, Engineering
        IT Director -> director, Information technology
        Head of Procurement -> director, Purchasing
        Assistant Director of Finance -> manager, Finance
        Deputy Head of Sales -> manager, Sales
        Sales Manager -> manager, Sales
        Marketing Mgr. -> manager, Marketing
        Project Manager -> manager, Operations
        Product Manager -> manager, Product
        Software Engineer -> staff, Software
        Senior Software Developer -> staff, Software
        Data Scientist -> staff, Data
        Accountant -> staff, Accounting
        HR Generalist -> staff, Human resources
        Account Executive -> staff, Sales
        Customer Success Manager -> manager, Customer success
        Executive Assistant to the CEO -> director, Administration
        Legal Counsel -> staff, Legal
        Registered Nurse -> staff, Medical
        Teacher -> staff, Education
        Geschäftsführer -> cLevel, General management
        Geschäftsführerin -> cLevel, General management
        Vertriebsleiter -> unknown, Sales
        Leiter Einkauf -> director, Purchasing
        Leiterin Personal -> director, Human resources
        Sachbearbeiterin Buchhaltung -> staff, Accounting
        Softwareentwickler -> unknown, Software
        Directeur commercial -> director, Sales
        Directrice financière -> director, Finance
        Directeur des ressources humaines -> director, Human resources
        PDG -> cLevel, General management
        Responsable marketing -> manager, Marketing
        Acheteur -> unknown, Purchasing
        Director General -> cLevel, General management
        Gerente de ventas -> manager, Sales
        Jefe de compras -> director, Purchasing
        Contador -> staff, Accounting
        Amministratore delegato -> cLevel, General management
        Direttore commerciale -> director, Sales
        Responsabile acquisti -> manager, Purchasing
        Diretor financeiro -> director, Finance
        Gerente de recursos humanos -> manager, Human resources
        Inkoper -> unknown, Purchasing
        Algemeen directeur -> cLevel, General management
        Dyrektor finansowy -> director, Finance
        Kierownik sprzedaży -> manager, Sales
        Obchodní ředitel -> director, Sales
        Генеральный директор -> cLevel, General management
        Менеджер по продажам -> manager, Sales
        Главный бухгалтер -> staff, Accounting
        Ekonomichef -> unknown, Finance
        Verkställande direktör -> cLevel, General management
        Toimitusjohtaja -> cLevel, General management
        Genel Müdür -> cLevel, General management
        总经理 -> cLevel, General management
        销售经理 -> manager, Sales
        财务总监 -> director, Finance
        営業部長 -> director, Sales
        代表取締役社長 -> cLevel, General management
        대표이사 -> cLevel, General management
        영업팀장 -> unknown, 
        Ninja -> unknown, 
        """

    static let sizes = """
        50 -> 50-50
        1,234 -> 1234-1234
        1.234 -> 1234-1234
        1-10 -> 1-10
        11–50 -> 11-50
        51 - 200 employees -> 51-200
        1k-5k employees -> 1000-5000
        1-5k -> 1000-5000
        1,001-5,000 -> 1001-5000
        10,001+ -> 10001-
        10000+ employees -> 10000-
        5000 or more -> 5000-
        <10 -> 0-10
        > 500 -> 500-
        over 1000 -> 1000-
        less than 20 -> 0-20
        $10M -> 10000000-10000000
        $1.5M -> 1500000-1500000
        $1M - $10M -> 1000000-10000000
        $1M to $10M -> 1000000-10000000
        €500K -> 500000-500000
        2.5 billion -> 2500000000-2500000000
        1,5 Mio. -> 1500000-1500000
        3 Mrd. EUR -> 3000000000-3000000000
        100 bis 200 -> 100-200
        unknown -> ∅
        0 -> ∅
        - -> ∅
        """
}
