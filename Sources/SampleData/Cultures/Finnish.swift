extension Culture {
    static let finnish = Culture(
        given: """
            Juha/Jussi Timo Matti/Masa Kari Mikko Antti/Ana Jari Jukka Mika Markku/Make Pekka Hannu Heikki Seppo/Sepi Janne Sami Ville Petri Marko Lauri/Late Jorma
            Eero Tuula/Tuulikki Anne Päivi Anna/Anni Ritva Leena Pirkko/Pipsa Sari Minna Marja Tiina Riitta Eeva Tarja Johanna/Hanna Marjatta Kaarina Liisa Hanna Katja
            """,
        surnames: """
            Korhonen Virtanen Mäkinen Nieminen Mäkelä Hämäläinen Laine Heikkinen Koskinen Järvinen Lehtonen Lehtinen Saarinen Salminen Heinonen Niemi Heikkilä Salonen
            Kinnunen Turunen Salo Laitinen Tuominen Rantanen Karjalainen Jokinen Mattila Savolainen Lahtinen Ahonen Ojala Leppänen Hiltunen Väisänen Kallio Peltonen
            """,
        trades: """
            Rakennus:construction
            Putki:plumbing
            Sähkö:electrical
            Kone:machinery
            Metalli:metal
            Ohjelmistot:software
            Tietotekniikka:it
            Logistiikka:logistics
            Kuljetus:trucking
            Asianajo:law
            Tilitoimisto:accounting
            Konsultointi:consulting
            Hammaslääkärit:dental
            Terveys:health
            Kemia:chemicals
            Leipomo:food
            Ravintola:restaurants
            Hotelli:hotels
            Kauppa:retail
            Tukku:wholesale
            Vakuutus:insurance
            Kiinteistöt:property
            Sijoitus:investment
            Arkkitehdit:architecture
            Mainos:marketing
            Paino:printing
            Auto:cars
            Metsä:farming
            Energia:energy
            Siivous:cleaning
            Muovi:plastics
            """,
        owner: "{t} {a}|{a} {t}|{t} {g} {a}|Veljekset {a}|{a} ja Pojat|{a} Yhtiöt",
        partners: "{a} & {b}|{a} ja {b} {t}|{t} {a} & {b}",
        trade: "{x} {t}|{x}|{x} Finland|{x}-{t}",
        town: "{p}n {t}|{p} {t}|{t} {p}|Pohjois-{p}n {t}|{p}n kaupunki",
        group: "Finland|Suomi|Holding|Palvelut|Group|Logistiikka|Kiinteistöt|Nordic",
        streets: """
            Kauppakatu {n}
            Mannerheimintie {n} A {m}
            Teollisuustie {n}
            {s}katu {n}
            {s}ntie {n}
            Asemakatu {n}
            """,
        surnameHalves: (
            "Koivu Kuusi Lampi Lehti Mänty Niitty Pelto Ranta Saari Salo Suo Tammi Toivo Vaara Vuori Ylä Ala Hauta Kivi Laakso",
            "nen niemi la mäki järvi koski aho vaara luoma"
        ),
        townHalves: (
            "Kangas Lapin Pieks Sein Hyvin Kivi Suur Uusi Mänty Ylä Ala", "ala järvi joki niemi koski lahti mäki"
        )
    )
}
