extension Nation {
    static let unitedStates = Nation(
        "US",
        "United States",
        or: "USA|US|U.S.A.|United States of America|Estados Unidos",
        weight: 310,
        culture: .english,
        domains: "com com com com com net org us co io",
        calling: "1",
        trunk: "",
        mobile: "",
        forms: """
            Inc.|Inc|Incorporated|INC.
            LLC|L.L.C.|Llc|Limited Liability Company
            LLC|L.L.C.|Llc|Limited Liability Co
            Corporation|Corp.|Corp|CORP
            Co.|Company|Co
            LP|L.P.|Limited Partnership
            LLP|L.L.P.
            PLLC|P.L.L.C.
            """,
        places: """
            New York|NY|New York|100##|212 %######
            Brooklyn|NY|New York|112##|718 %######
            Buffalo|NY|New York|142##|716 %######
            Los Angeles|CA|California|900##|213 %######
            San Francisco|CA|California|941##|415 %######
            San Diego|CA|California|921##|619 %######
            San Jose|CA|California|951##|408 %######
            Sacramento|CA|California|958##|916 %######
            Fresno|CA|California|937##|559 %######
            Irvine|CA|California|926##|949 %######
            Chicago|IL|Illinois|606##|312 %######
            Peoria|IL|Illinois|616##|309 %######
            Houston|TX|Texas|770##|713 %######
            Dallas|TX|Texas|752##|214 %######
            Austin|TX|Texas|787##|512 %######
            San Antonio|TX|Texas|782##|210 %######
            El Paso|TX|Texas|799##|915 %######
            Phoenix|AZ|Arizona|850##|602 %######
            Tucson|AZ|Arizona|857##|520 %######
            Philadelphia|PA|Pennsylvania|191##|215 %######
            Pittsburgh|PA|Pennsylvania|152##|412 %######
            Columbus|OH|Ohio|432##|614 %######
            Cleveland|OH|Ohio|441##|216 %######
            Cincinnati|OH|Ohio|452##|513 %######
            Indianapolis|IN|Indiana|462##|317 %######
            Detroit|MI|Michigan|482##|313 %######
            Grand Rapids|MI|Michigan|495##|616 %######
            Charlotte|NC|North Carolina|282##|704 %######
            Raleigh|NC|North Carolina|276##|919 %######
            Atlanta|GA|Georgia|303##|404 %######
            Savannah|GA|Georgia|314##|912 %######
            Miami|FL|Florida|331##|305 %######
            Tampa|FL|Florida|336##|813 %######
            Orlando|FL|Florida|328##|407 %######
            Jacksonville|FL|Florida|322##|904 %######
            Seattle|WA|Washington|981##|206 %######
            Spokane|WA|Washington|992##|509 %######
            Portland|OR|Oregon|972##|503 %######
            Portland|ME|Maine|041##|207 %######
            Denver|CO|Colorado|802##|303 %######
            Boston|MA|Massachusetts|021##|617 %######
            Springfield|MA|Massachusetts|011##|413 %######
            Springfield|IL|Illinois|627##|217 %######
            Springfield|MO|Missouri|658##|417 %######
            Kansas City|MO|Missouri|641##|816 %######
            St. Louis|MO|Missouri|631##|314 %######
            Minneapolis|MN|Minnesota|554##|612 %######
            Milwaukee|WI|Wisconsin|532##|414 %######
            Madison|WI|Wisconsin|537##|608 %######
            Nashville|TN|Tennessee|372##|615 %######
            Memphis|TN|Tennessee|381##|901 %######
            Baltimore|MD|Maryland|212##|410 %######
            Richmond|VA|Virginia|232##|804 %######
            Newark|NJ|New Jersey|071##|973 %######
            Salt Lake City|UT|Utah|841##|801 %######
            Las Vegas|NV|Nevada|891##|702 %######
            Omaha|NE|Nebraska|681##|402 %######
            Louisville|KY|Kentucky|402##|502 %######
            New Orleans|LA|Louisiana|701##|504 %######
            Oklahoma City|OK|Oklahoma|731##|405 %######
            Albuquerque|NM|New Mexico|871##|505 %######
            Birmingham|AL|Alabama|352##|205 %######
            Hartford|CT|Connecticut|061##|860 %######
            Boise|ID|Idaho|837##|208 %######
            Des Moines|IA|Iowa|503##|515 %######
            """
    )
    static let canada = Nation(
        "CA",
        "Canada",
        or: "CA|CAN",
        weight: 40,
        culture: .english,
        domains: "ca ca com com",
        calling: "1",
        trunk: "",
        mobile: "",
        forms: """
            Inc.|Inc|Incorporated
            Ltd.|Limited|Ltd|LTD
            Corp.|Corporation|Corp
            ULC|Unlimited Liability Company
            """,
        places: """
            Toronto|ON|Ontario|M#H #B#|416 %######
            Ottawa|ON|Ontario|K#P #A#|613 %######
            Hamilton|ON|Ontario|L#N #K#|905 %######
            London|ON|Ontario|N#A #C#|519 %######
            Montréal|QC|Quebec|H#B #G#|514 %######
            Québec|QC|Quebec|G#K #M#|418 %######
            Vancouver|BC|British Columbia|V#B #L#|604 %######
            Victoria|BC|British Columbia|V#W #E#|250 %######
            Calgary|AB|Alberta|T#P #T#|403 %######
            Edmonton|AB|Alberta|T#J #R#|780 %######
            Winnipeg|MB|Manitoba|R#C #V#|204 %######
            Halifax|NS|Nova Scotia|B#J #S#|902 %######
            Regina|SK|Saskatchewan|S#P #H#|306 %######
            """
    )
    static let unitedKingdom = Nation(
        "GB",
        "United Kingdom",
        or: "UK|GB|Great Britain|England|U.K.",
        weight: 100,
        culture: .english,
        domains: "co.uk co.uk co.uk com com uk",
        calling: "44",
        trunk: "0",
        mobile: "78## ######",
        forms: """
            Limited|Ltd|Ltd.|LTD
            Limited|Ltd|Ltd.|LIMITED
            Ltd|Limited|Ltd.|LTD
            LLP|L.L.P.
            plc|PLC|P.L.C.|Public Limited Company
            CIC|Community Interest Company
            """,
        places: """
            London|LND|Greater London|EC#A #@@|20 79## ####
            London|LND|Greater London|SW#P #@@|20 72## ####
            London|LND|Greater London|N#C #@@|20 83## ####
            Manchester|MAN|Greater Manchester|M# #@@|161 2## ####
            Birmingham|BIR|West Midlands|B## #@@|121 2## ####
            Leeds|LDS|West Yorkshire|LS# #@@|113 2## ####
            Sheffield|SHF|South Yorkshire|S## #@@|114 2## ####
            Bristol|BST|Bristol|BS# #@@|117 9## ####
            Liverpool|LIV|Merseyside|L# #@@|151 2## ####
            Newcastle upon Tyne|NET|Tyne and Wear|NE# #@@|191 2## ####
            Nottingham|NGM|Nottinghamshire|NG# #@@|115 9## ####
            Leicester|LCE|Leicestershire|LE# #@@|116 2## ####
            Reading|RDG|Berkshire|RG# #@@|118 9## ####
            Edinburgh|EDH|Edinburgh|EH# #@@|131 2## ####
            Glasgow|GLG|Glasgow|G# #@@|141 2## ####
            Aberdeen|ABE|Aberdeen|AB## #@@|1224 %#####
            Cardiff|CRF|Cardiff|CF## #@@|29 20## ####
            Belfast|BFS|Belfast|BT# #@@|28 90## ####
            Cambridge|CAM|Cambridgeshire|CB# #@@|1223 %#####
            Oxford|OXF|Oxfordshire|OX# #@@|1865 %#####
            Norwich|NFK|Norfolk|NR# #@@|1603 %#####
            York|YOR|North Yorkshire|YO# #@@|1904 %#####
            Exeter|DEV|Devon|EX# #@@|1392 %#####
            Brighton|BNH|East Sussex|BN# #@@|1273 %#####
            Southampton|STH|Hampshire|SO## #@@|23 80## ####
            Milton Keynes|MIK|Buckinghamshire|MK# #@@|1908 %#####
            """
    )
    static let ireland = Nation(
        "IE",
        "Ireland",
        or: "IE|Eire|Republic of Ireland",
        weight: 12,
        culture: .english,
        domains: "ie ie com",
        calling: "353",
        trunk: "0",
        mobile: "87 #######",
        forms: """
            Limited|Ltd|Ltd.|Teoranta
            DAC|Designated Activity Company
            plc|PLC
            """,
        places: """
            Dublin|D|Dublin|D0# X#@#|1 %######
            Cork|CO|Cork|T12 @###|21 4######
            Galway|G|Galway|H91 @###|91 %#####
            Limerick|LK|Limerick|V94 @###|61 %#####
            Waterford|WD|Waterford|X91 @###|51 %#####
            """
    )
    static let australia = Nation(
        "AU",
        "Australia",
        or: "AU|AUS",
        weight: 30,
        culture: .english,
        domains: "com.au com.au com net.au",
        calling: "61",
        trunk: "0",
        mobile: "412 ### ###",
        forms: """
            Pty Ltd|Pty. Ltd.|Pty Limited|Proprietary Limited|P/L
            Pty Ltd|Pty. Ltd.|Pty Limited|P/L
            Limited|Ltd|Ltd.
            """,
        places: """
            Sydney|NSW|New South Wales|20##|2 9### ####
            Newcastle|NSW|New South Wales|23##|2 49## ####
            Wollongong|NSW|New South Wales|25##|2 42## ####
            Melbourne|VIC|Victoria|30##|3 9### ####
            Geelong|VIC|Victoria|32##|3 52## ####
            Brisbane|QLD|Queensland|40##|7 3### ####
            Cairns|QLD|Queensland|48##|7 40## ####
            Perth|WA|Western Australia|60##|8 93## ####
            Adelaide|SA|South Australia|50##|8 82## ####
            Hobart|TAS|Tasmania|70##|3 62## ####
            Canberra|ACT|Australian Capital Territory|26##|2 62## ####
            """
    )
    static let newZealand = Nation(
        "NZ",
        "New Zealand",
        or: "NZ|Aotearoa",
        weight: 8,
        culture: .english,
        domains: "co.nz co.nz nz com",
        calling: "64",
        trunk: "0",
        mobile: "21 ### ####",
        forms: """
            Limited|Ltd|Ltd.|LTD
            """,
        places: """
            Auckland|AUK|Auckland|10##|9 3## ####
            Hamilton|WKO|Waikato|32##|7 83# ####
            Wellington|WGN|Wellington|60##|4 4## ####
            Christchurch|CAN|Canterbury|80##|3 3## ####
            Dunedin|OTA|Otago|90##|3 47# ####
            """
    )
    static let southAfrica = Nation(
        "ZA",
        "South Africa",
        or: "ZA|RSA|Suid-Afrika",
        weight: 10,
        culture: .english,
        domains: "co.za co.za com",
        calling: "27",
        trunk: "0",
        mobile: "82 ### ####",
        forms: """
            (Pty) Ltd|Pty Ltd|(Pty) Limited|Proprietary Limited
            Limited|Ltd
            CC|Close Corporation
            """,
        places: """
            Johannesburg|GP|Gauteng|20##|11 %## ####
            Pretoria|GP|Gauteng|00##|12 3## ####
            Cape Town|WC|Western Cape|80##|21 4## ####
            Durban|KZN|KwaZulu-Natal|40##|31 3## ####
            Gqeberha|EC|Eastern Cape|60##|41 3## ####
            Bloemfontein|FS|Free State|93##|51 4## ####
            """
    )
}
