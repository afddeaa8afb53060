extension Nation {
    static let germany = Nation(
        "DE",
        "Germany",
        or: "Deutschland|DE|GER|Allemagne",
        weight: 90,
        culture: .german,
        domains: "de de de de com eu",
        calling: "49",
        trunk: "0",
        mobile: "171 #######",
        forms: """
            GmbH|Gesellschaft mit beschränkter Haftung|G.m.b.H.|mbH
            GmbH|Gesellschaft mit beschraenkter Haftung|Gmbh|GMBH
            GmbH & Co. KG|GmbH & Co KG|GmbH und Co. KG|GmbH + Co. KG
            AG|Aktiengesellschaft|A.G.
            UG (haftungsbeschränkt)|UG|Unternehmergesellschaft
            e.K.|eingetragener Kaufmann|eK
            KG|Kommanditgesellschaft
            SE|Societas Europaea
            """,
        places: """
            Berlin|BE|Berlin|10###|30 %#######
            Berlin|BE|Berlin|12###|30 %#######
            Hamburg|HH|Hamburg|20###|40 %#######
            München|BY|Bayern|80###|89 %#######
            Nürnberg|BY|Bayern|90###|911 %######
            Augsburg|BY|Bayern|86###|821 %######
            Regensburg|BY|Bayern|93###|941 %######
            Köln|NW|Nordrhein-Westfalen|50###|221 %######
            Düsseldorf|NW|Nordrhein-Westfalen|40###|211 %######
            Dortmund|NW|Nordrhein-Westfalen|44###|231 %######
            Essen|NW|Nordrhein-Westfalen|45###|201 %######
            Bielefeld|NW|Nordrhein-Westfalen|33###|521 %######
            Münster|NW|Nordrhein-Westfalen|48###|251 %######
            Aachen|NW|Nordrhein-Westfalen|52###|241 %######
            Frankfurt am Main|HE|Hessen|60###|69 %#######
            Kassel|HE|Hessen|34###|561 %######
            Wiesbaden|HE|Hessen|65###|611 %######
            Stuttgart|BW|Baden-Württemberg|70###|711 %######
            Karlsruhe|BW|Baden-Württemberg|76###|721 %######
            Mannheim|BW|Baden-Württemberg|68###|621 %######
            Ulm|BW|Baden-Württemberg|89###|731 %######
            Leipzig|SN|Sachsen|04###|341 %######
            Dresden|SN|Sachsen|01###|351 %######
            Hannover|NI|Niedersachsen|30###|511 %######
            Braunschweig|NI|Niedersachsen|38###|531 %######
            Bremen|HB|Bremen|28###|421 %######
            Kiel|SH|Schleswig-Holstein|24###|431 %######
            Rostock|MV|Mecklenburg-Vorpommern|18###|381 %######
            Erfurt|TH|Thüringen|99###|361 %######
            Magdeburg|ST|Sachsen-Anhalt|39###|391 %######
            Mainz|RP|Rheinland-Pfalz|55###|6131 %#####
            Saarbrücken|SL|Saarland|66###|681 %######
            """
    )
    static let austria = Nation(
        "AT",
        "Austria",
        or: "Österreich|AT|AUT",
        weight: 15,
        culture: .german,
        domains: "at at com",
        calling: "43",
        trunk: "0",
        mobile: "664 #######",
        forms: """
            GmbH|Gesellschaft m.b.H.|Ges.m.b.H.|GesmbH
            AG|Aktiengesellschaft
            KG|Kommanditgesellschaft
            OG|Offene Gesellschaft
            """,
        places: """
            Wien|9|Wien|10##|1 %######
            Wien|9|Wien|11##|1 %######
            Graz|6|Steiermark|80##|316 %#####
            Linz|4|Oberösterreich|40##|732 %#####
            Salzburg|5|Salzburg|50##|662 %#####
            Innsbruck|7|Tirol|60##|512 %#####
            Klagenfurt|2|Kärnten|90##|463 %#####
            """
    )
    static let switzerland = Nation(
        "CH",
        "Switzerland",
        or: "Schweiz|Suisse|CH|Svizzera",
        weight: 18,
        culture: .german,
        domains: "ch ch ch com swiss",
        calling: "41",
        trunk: "0",
        mobile: "79 ### ## ##",
        forms: """
            AG|SA|Aktiengesellschaft|Ltd
            GmbH|Sàrl|Gesellschaft mit beschränkter Haftung
            AG|Ltd.|A.G.
            """,
        places: """
            Zürich|ZH|Zürich|80##|44 %## ## ##
            Winterthur|ZH|Zürich|84##|52 %## ## ##
            Bern|BE|Bern|30##|31 3## ## ##
            Basel|BS|Basel-Stadt|40##|61 %## ## ##
            Luzern|LU|Luzern|60##|41 %## ## ##
            St. Gallen|SG|St. Gallen|90##|71 %## ## ##
            Zug|ZG|Zug|63##|41 7## ## ##
            Genève|GE|Genève|12##|22 3## ## ##
            Lausanne|VD|Vaud|10##|21 3## ## ##
            """
    )
    static let netherlands = Nation(
        "NL",
        "Netherlands",
        or: "Nederland|NL|The Netherlands|Holland",
        weight: 35,
        culture: .dutch,
        domains: "nl nl nl com eu",
        calling: "31",
        trunk: "0",
        mobile: "6 2#######",
        forms: """
            B.V.|BV|Besloten Vennootschap
            B.V.|BV|bv
            N.V.|NV|Naamloze Vennootschap
            V.O.F.|VOF|Vennootschap onder firma
            """,
        places: """
            Amsterdam|NH|Noord-Holland|10## @@|20 %## ####
            Haarlem|NH|Noord-Holland|20## @@|23 5## ####
            Rotterdam|ZH|Zuid-Holland|30## @@|10 %## ####
            Den Haag|ZH|Zuid-Holland|25## @@|70 3## ####
            Leiden|ZH|Zuid-Holland|23## @@|71 5## ####
            Utrecht|UT|Utrecht|35## @@|30 2## ####
            Eindhoven|NB|Noord-Brabant|56## @@|40 2## ####
            Breda|NB|Noord-Brabant|48## @@|76 5## ####
            Groningen|GR|Groningen|97## @@|50 5## ####
            Arnhem|GE|Gelderland|68## @@|26 3## ####
            Maastricht|LI|Limburg|62## @@|43 3## ####
            Zwolle|OV|Overijssel|80## @@|38 4## ####
            """
    )
    static let belgium = Nation(
        "BE",
        "Belgium",
        or: "België|Belgique|BE",
        weight: 18,
        culture: .dutch,
        domains: "be be com eu",
        calling: "32",
        trunk: "0",
        mobile: "475 ## ## ##",
        forms: """
            BV|SRL|Besloten Vennootschap|BVBA
            NV|SA|Naamloze Vennootschap
            BV|B.V.|BVBA
            """,
        places: """
            Brussel|BRU|Brussel|10##|2 5## ## ##
            Antwerpen|VAN|Antwerpen|20##|3 2## ## ##
            Mechelen|VAN|Antwerpen|28##|15 2# ## ##
            Gent|VOV|Oost-Vlaanderen|90##|9 2## ## ##
            Brugge|VWV|West-Vlaanderen|80##|50 3# ## ##
            Leuven|VBR|Vlaams-Brabant|30##|16 2# ## ##
            Liège|WLG|Liège|40##|4 2## ## ##
            Namur|WNA|Namur|50##|81 2# ## ##
            """
    )
    static let sweden = Nation(
        "SE",
        "Sweden",
        or: "Sverige|SE|SWE",
        weight: 20,
        culture: .nordic,
        domains: "se se se com nu",
        calling: "46",
        trunk: "0",
        mobile: "70 ### ## ##",
        forms: """
            AB|Aktiebolag|A.B.
            Aktiebolag|AB
            HB|Handelsbolag
            """,
        places: """
            Stockholm|AB|Stockholm|11# ##|8 %## ### ##
            Göteborg|O|Västra Götaland|41# ##|31 %## ## ##
            Malmö|M|Skåne|21# ##|40 %## ## ##
            Uppsala|C|Uppsala|75# ##|18 %## ## ##
            Linköping|E|Östergötland|58# ##|13 %## ## ##
            Örebro|T|Örebro|70# ##|19 %## ## ##
            Umeå|AC|Västerbotten|90# ##|90 %## ## ##
            """
    )
    static let norway = Nation(
        "NO",
        "Norway",
        or: "Norge|NO|NOR",
        weight: 12,
        culture: .nordic,
        domains: "no no com",
        calling: "47",
        trunk: "",
        mobile: "92 ## ## ##",
        forms: """
            AS|A/S|Aksjeselskap
            ASA|Allmennaksjeselskap
            """,
        places: """
            Oslo|03|Oslo|01##|22 ## ## ##
            Bergen|46|Vestland|50##|55 ## ## ##
            Trondheim|50|Trøndelag|70##|73 ## ## ##
            Stavanger|11|Rogaland|40##|51 ## ## ##
            Tromsø|55|Troms|90##|77 ## ## ##
            """
    )
    static let denmark = Nation(
        "DK",
        "Denmark",
        or: "Danmark|DK|DEN",
        weight: 14,
        culture: .nordic,
        domains: "dk dk dk com",
        calling: "45",
        trunk: "",
        mobile: "42 %# ## ##",
        forms: """
            ApS|Anpartsselskab|APS
            A/S|Aktieselskab|AS
            ApS|Aps|Anpartsselskab
            """,
        places: """
            København|84|Hovedstaden|1###|33 1# ## ##
            Odense|83|Syddanmark|5###|66 1# ## ##
            Aarhus|82|Midtjylland|8###|86 1# ## ##
            Aalborg|81|Nordjylland|9###|98 1# ## ##
            Esbjerg|83|Syddanmark|67##|75 1# ## ##
            Roskilde|85|Sjælland|40##|46 3# ## ##
            """
    )
    static let finland = Nation(
        "FI",
        "Finland",
        or: "Suomi|FI|FIN",
        weight: 10,
        culture: .finnish,
        domains: "fi fi com",
        calling: "358",
        trunk: "0",
        mobile: "40 #######",
        forms: """
            Oy|Osakeyhtiö|OY
            Oyj|Julkinen osakeyhtiö
            Oy|Ab|Oy Ab
            """,
        places: """
            Helsinki|18|Uusimaa|00##0|9 6######
            Espoo|18|Uusimaa|02##0|9 4######
            Tampere|11|Pirkanmaa|33##0|3 2######
            Turku|19|Varsinais-Suomi|20##0|2 4######
            Oulu|14|Pohjois-Pohjanmaa|90##0|8 5######
            """
    )
}
