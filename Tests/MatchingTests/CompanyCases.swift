/// Names of companies and what is left of them.
enum CompanyCases {
    static let european = """
        English:
        Acme Inc. -> acme
        Acme, Incorporated -> acme
        ACME CORPORATION -> acme
        Acme Ltd -> acme
        Acme Limited -> acme
        Acme L.L.C. -> acme
        Acme LLP -> acme
        Acme PLC -> acme
        Acme Co. -> acme
        Acme Company -> acme
        Acme Pty Ltd -> acme
        Acme (Pty) Ltd. -> acme
        Acme Pvt. Ltd. -> acme
        Acme Private Limited -> acme
        Acme Pte. Ltd. -> acme
        Acme Co., Ltd. -> acme
        The Acme Company, Inc. -> acme
        Acme Holdings plc -> acme holding
        Acme Group Ltd -> acme group
        Acme Community Interest Company -> acme
        Smith, Jones & Partners LLP -> smith jones partners
        Bank of America, N.A. -> bank america
        The Limited, Inc. -> limited
        The Gap, Inc. -> gap
        Gap Inc., The -> gap
        Company & Co. -> company
        German:
        Bayerische Motoren Werke Aktiengesellschaft -> bayerische motoren werke
        Siemens AG -> siemens
        Bosch GmbH -> bosch
        Robert Bosch Gesellschaft mit beschränkter Haftung -> robert bosch
        Müller GmbH & Co. KG -> muller
        Müller GmbH & Co. KGaA -> muller
        Gebr. Märklin & Cie. GmbH -> brothers marklin
        Kaufhaus des Westens KG -> kaufhaus westens
        Schmidt OHG -> schmidt
        Turnverein 1860 München e.V. -> turnverein 1860 munchen
        Volksbank Nord eG -> volksbank nord
        Groß & Söhne UG (haftungsbeschränkt) -> gross sohne
        SAP SE -> sap
        SAP Deutschland SE & Co. KG -> sap deutschland
        Siemens AG Österreich -> siemens osterreich
        Meier e.K. -> meier
        Die Zeit GmbH -> zeit
        French:
        Société Générale S.A. -> societe generale
        L'Oréal SA -> loreal
        Dupont S.A.R.L. -> dupont
        SARL Dupont et Fils -> dupont fils
        Michelin SCA -> michelin
        Boulangerie Paul S.A.S. -> boulangerie paul
        Dupont SASU -> dupont
        Les Éditions du Soleil EURL -> editions soleil
        Compagnie Générale des Établissements Michelin -> generale etablissements michelin
        SNC Lavalin -> lavalin
        Dubois Société Anonyme -> dubois
        Spanish:
        Industria de Diseño Textil, S.A. -> industries diseno textil
        Grupo Bimbo, S.A.B. de C.V. -> group bimbo
        Cemex S.A. de C.V. -> cemex
        Construcciones López S.L. -> construction lopez
        Transportes García, S.L.U. -> transportation garcia
        Alimentos del Sur S. de R.L. de C.V. -> foods sur
        Panadería El Sol S.R.L. -> panaderia sol
        Pérez y Cía. Ltda. -> perez
        Banco Santander, Sociedad Anónima -> bank santander
        Italian:
        Ferrari S.p.A. -> ferrari
        Pasticceria Rossi S.r.l. -> pasticceria rossi
        F.lli Bianchi S.n.c. -> brothers bianchi
        Verdi Società per Azioni -> verdi
        Cantina Sociale Soc. Coop. a r.l. -> cantina sociale
        Edil Casa di Neri S.a.s. -> edil casa neri
        Day Spa Ltd -> day
        Portuguese:
        Petróleo Brasileiro S.A. -> petroleo brasileiro
        Padaria Pão Quente Ltda. -> padaria pao quente
        Silva & Filhos, Lda -> silva filhos
        Comércio de Alimentos Sul EIRELI -> trading foods sul
        Indústrias Reunidas S/A -> industries reunidas
        Dutch:
        Koninklijke Philips N.V. -> koninklijke philips
        Bakkerij De Vries B.V. -> bakkerij vries
        Van den Berg Transport BV -> berg transportation
        Jansen en Zonen V.O.F. -> jansen zonen
        Peeters BVBA -> peeters
        Nordic:
        Aktiebolaget Volvo -> volvo
        AB Volvo (publ) -> volvo
        Telefonaktiebolaget LM Ericsson -> telefonaktiebolaget lm ericsson
        A.P. Møller - Mærsk A/S -> ap moller maersk
        Ørsted A/S -> orsted
        Equinor ASA -> equinor
        Hansen & Sønner ApS -> hansen sonner
        Nokia Oyj -> nokia
        Oy Karl Fazer Ab -> karl fazer
        Íslandsbanki hf. -> islandsbanki
        AS Tallink Grupp -> tallink grupp
        Polish:
        Orlen Spółka Akcyjna -> orlen
        Kowalski Sp. z o.o. -> kowalski
        Nowak Sp. z o. o. Sp. k. -> nowak
        Zakład Usługowy Łódź spółka z ograniczoną odpowiedzialnością -> zaklad uslugowy lodz
        Czech, Slovak, Hungarian, Romanian:
        Škoda Auto a.s. -> skoda automotive
        Pekařství Novák s.r.o. -> pekarstvi novak
        Stavby Dvořák, spol. s r.o. -> stavby dvorak
        OTP Bank Nyrt. -> otp bank
        Nagy és Társa Kft. -> nagy es tarsa
        Magyar Telekom Zrt. -> magyar telekom
        SC Dacia SRL -> dacia
        Panificație Țărănească S.R.L. -> panificatie taraneasca
        Croatian, Serbian, Slovene, Baltic, Turkish:
        Podravka d.d. -> podravka
        Đuro Đaković d.o.o. -> duro dakovic
        Gorenje d.o.o. -> gorenje
        UAB Baltijos Prekyba -> baltijos prekyba
        SIA Rīgas Piens -> rigas piens
        Türk Hava Yolları A.O. -> turk hava yollari
        Koç Holding A.Ş. -> koc holding
        Yıldız Gıda San. ve Tic. Ltd. Şti. -> yildiz foods
        Işık Limited Şirketi -> isik
        """

    static let otherScripts = """
        Russian:
        ООО «Ромашка» -> romashka
        Ромашка ООО -> romashka
        ПАО Газпром -> gazprom
        Публичное акционерное общество «Сбербанк России» -> sberbank rossii
        ЗАО Тандер -> tander
        ИП Иванов -> ivanov
        Общество с ограниченной ответственностью "Яндекс" -> yandeks
        Ukrainian:
        ТОВ «Нова Пошта» -> nova poshta
        Приватне підприємство «Київ» -> kiiv
        ПрАТ Київстар -> kiivstar
        Bulgarian:
        Софарма АД -> sofarma
        Виваком ЕООД -> vivakom
        Greek:
        Εθνική Τράπεζα της Ελλάδος Α.Ε. -> ethniki trapeza ellados
        ΟΠΑΠ ΑΕ -> opap
        Παπαδόπουλος Ε.Π.Ε. -> papadopoulos
        Arabic, Persian, Hebrew:
        شركة الاتصالات السعودية -> alatsalat alsawdia
        Saudi Basic Industries Corporation SJSC -> saudi basic industries corporation sjsc
        Emaar Properties PJSC -> emaar property
        Al Rajhi Trading Est. -> rajhi trading
        Qatar National Bank Q.P.S.C. -> qatar national bank
        Orascom Construction S.A.E. -> orascom construction
        Gulf Trading W.L.L. -> gulf trading
        Jebel Ali Foods FZE -> jebel ali foods
        טבע תעשיות פרמצבטיות בע"מ -> tba tashyvt prmtsbtyvt
        Chinese:
        华为技术有限公司 -> 华为 技术
        華為技術有限公司 -> 华为 技术
        阿里巴巴集团控股有限公司 -> 阿里巴巴 集团
        北京小米科技有限责任公司 -> 北京 小米 科技
        深圳市腾讯计算机系统有限公司 -> 深圳市 腾讯计算机系统
        中国工商银行股份有限公司 -> 中国 工商 银行
        上海汽车集团股份有限公司 -> 上海 汽车 集团
        比亚迪股份有限公司 -> 比亚迪
        台灣積體電路製造股份有限公司 -> 台湾 积体电路制造
        Huawei Technologies Co., Ltd. -> huawei technology
        Japanese:
        株式会社トヨタ自動車 -> toyota 自动车
        トヨタ自動車株式会社 -> toyota 自动车
        （株）日立製作所 -> 日立 制作所
        ㈱日立製作所 -> 日立 制作所
        ソニーグループ株式会社 -> sonigurupu
        有限会社さくら -> sakura
        任天堂株式會社 -> 任天堂
        Sony Kabushiki Kaisha -> sony
        Nintendo Co., Ltd. -> nintendo
        日本電信電話 株式会社 -> 日本 电信电话
        Korean:
        삼성전자주식회사 -> samseongjeonja
        삼성전자 주식회사 -> samseongjeonja
        (주)카카오 -> kakao
        ㈜카카오 -> kakao
        주식회사 엘지화학 -> eljihwahak
        Thai, Vietnamese, Indonesian, Malay, Hindi:
        PT Bank Central Asia Tbk -> bank central asia
        PT. Telkom Indonesia (Persero) Tbk. -> telkom indonesia
        Petronas Dagangan Berhad -> petronas dagangan
        Maju Jaya Sdn. Bhd. -> maju jaya
        Công ty TNHH Minh Phát -> minh phat
        Công ty Cổ phần Sữa Việt Nam -> sua viet nam
        Tata Consultancy Services Ltd -> tata consulting services
        टाटा स्टील लिमिटेड -> tata stil
        Armenian, Georgian:
        Գրանդ Քենդի -> grand kendi
        თიბისი ბანკი -> tibisi banki
        """

    static let habits = """
        AT&T Inc. -> att
        A T & T -> att
        H&M -> hm
        H & M Hennes & Mauritz AB -> hm hennes mauritz
        P&G -> pg
        Procter & Gamble Co -> procter gamble
        Procter and Gamble -> procter gamble
        I.B.M. Corporation -> ibm
        I B M -> ibm
        J.P. Morgan Chase & Co. -> jp morgan chase
        J. P. Morgan -> jp morgan
        3M Company -> 3m
        7-Eleven, Inc. -> 7 11
        Twenty 1 Ltd -> twenty 1
        Coca-Cola Bottling Co -> coca cola bottling
        McDonald's Corp -> mcdonalds
        Macy’s -> macys
        O'Reilly Media -> oreilly media
        Amazon.com, Inc. -> amazon
        Booking.com B.V. -> booking
        www.acme.com -> www acme
        Intl Business Machines -> international business machines
        Acme Intl. Mfg. Co. -> acme international manufacturing
        Smith Bros. Constr. -> smith brothers construction
        Natl Assoc of Realtors -> national associates realtors
        Univ. of Chicago -> university chicago
        Acme Tech Svcs LLC -> acme technology services
        Acme Mgmt Group -> acme management group
        St. Jude Medical -> saint jude medical
        Rent-A-Center -> rent center
        Yahoo! -> yahoo
        Toys "R" Us -> toys r us
        E*TRADE -> trade
        ACME   HOLDINGS    (UK)   LIMITED -> acme holding uk
        Acme [Germany] GmbH -> acme germany
        acme inc acme inc -> acme acme
        Acme Inc.. -> acme
        ACME,INC -> acme
        Acme/Beta Joint Venture -> acme beta joint venture
        Acme – Beta -> acme beta
        Ａｃｍｅ　Ｉｎｃ． -> acme
        Ac\u{AD}me -> acme
        🚀 Rocket Labs 🚀 -> rocket laboratories
        Straße & Söhne -> strasse sohne
        Æsir Œuvre Þór -> aesir oeuvre thor
        Unit 4 -> unit 4
        Unit Four -> unit 4
        Studio II -> studio 2
        1st Source Bank -> 1st source bank
        First Source Bank -> 1st source bank
        Acme in Liquidation -> acme
        ACME LTD (in liquidation) -> acme
        Ltd -> ltd
        GmbH -> gmbh
        & -> ∅
        ... -> ∅
        The -> the
        Inc -> inc
        AG -> ag
        """

    static let aliases = """
        Jane Doe d/b/a Acme Plumbing -> jane doe / trading / acme plumbing
        Jane Doe DBA Acme Plumbing LLC -> jane doe / trading / acme plumbing
        Acme Ltd trading as Beta -> acme / trading / beta
        Acme Ltd, doing business as Beta Foods -> acme / trading / beta foods
        Alphabet Inc. (formerly Google Inc.) -> alphabet / former / google
        Alphabet (formerly known as Google) Inc. -> alphabet / former / google
        Meta f/k/a Facebook -> meta / former / facebook
        Acme fka Beta Corp -> acme / former / beta
        Uniper (vormals E.ON) -> uniper / former / eon
        Orange (anciennement France Télécom) -> orange / former / france telecom
        Acme a.k.a. Beta -> acme / trading / beta
        Acme GmbH früher Beta AG -> acme / former / beta
        formerly Acme -> acme / none / 
        Acme formerly -> acme formerly / none / 
        """

    static let forms = """
        Acme Inc -> incorporated
        Acme Corp. -> corporation
        Acme Ltd. -> limited
        Acme Pty. Ltd. -> limited
        Acme GmbH -> gmbh
        Acme GmbH & Co. KG -> gmbh & co kg
        Acme AG -> ag
        Acme S.A. -> sa
        Acme S.A. de C.V. -> sa de cv
        Acme S.r.l. -> srl
        Acme B.V. -> bv
        Acme Oy -> ab
        Acme sp. z o.o. -> sp zoo
        Acme s.r.o. -> sro
        Акме ООО -> ooo
        有限公司华为 -> chinese
        株式会社アクメ -> japanese
        Acme Sdn Bhd -> malay
        PT Acme Tbk -> indonesian
        Acme -> 
        """
}
