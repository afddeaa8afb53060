extension Nation {
    static let france = Nation(
        "FR",
        "France",
        or: "FR|FRA|Frankreich|Francia",
        weight: 55,
        culture: .french,
        domains: "fr fr fr com eu",
        calling: "33",
        trunk: "0",
        mobile: "6 12 ## ## ##",
        forms: """
            SARL|S.A.R.L.|Société à responsabilité limitée|Sarl
            SAS|S.A.S.|Société par actions simplifiée|Sas
            SASU|S.A.S.U.
            SA|S.A.|Société anonyme
            EURL|E.U.R.L.
            SCI|Société civile immobilière
            """,
        places: """
            Paris|IDF|Île-de-France|750##|1 4# ## ## ##
            Boulogne-Billancourt|IDF|Île-de-France|921##|1 4# ## ## ##
            Versailles|IDF|Île-de-France|780##|1 39 ## ## ##
            Lyon|ARA|Auvergne-Rhône-Alpes|690##|4 72 ## ## ##
            Grenoble|ARA|Auvergne-Rhône-Alpes|380##|4 76 ## ## ##
            Clermont-Ferrand|ARA|Auvergne-Rhône-Alpes|630##|4 73 ## ## ##
            Marseille|PAC|Provence-Alpes-Côte d'Azur|130##|4 91 ## ## ##
            Nice|PAC|Provence-Alpes-Côte d'Azur|060##|4 93 ## ## ##
            Toulouse|OCC|Occitanie|310##|5 61 ## ## ##
            Montpellier|OCC|Occitanie|340##|4 67 ## ## ##
            Bordeaux|NAQ|Nouvelle-Aquitaine|330##|5 56 ## ## ##
            Limoges|NAQ|Nouvelle-Aquitaine|870##|5 55 ## ## ##
            Nantes|PDL|Pays de la Loire|440##|2 40 ## ## ##
            Rennes|BRE|Bretagne|350##|2 99 ## ## ##
            Lille|HDF|Hauts-de-France|590##|3 20 ## ## ##
            Strasbourg|GES|Grand Est|670##|3 88 ## ## ##
            Reims|GES|Grand Est|510##|3 26 ## ## ##
            Rouen|NOR|Normandie|760##|2 35 ## ## ##
            Dijon|BFC|Bourgogne-Franche-Comté|210##|3 80 ## ## ##
            Tours|CVL|Centre-Val de Loire|370##|2 47 ## ## ##
            """
    )
    static let italy = Nation(
        "IT",
        "Italy",
        or: "Italia|IT|ITA",
        weight: 40,
        culture: .italian,
        domains: "it it it com eu",
        calling: "39",
        trunk: "",
        mobile: "347 #######",
        forms: """
            S.r.l.|Srl|SRL|Società a responsabilità limitata
            S.p.A.|SpA|SPA|Società per azioni
            S.n.c.|Snc|SNC
            S.a.s.|Sas|SAS
            """,
        places: """
            Milano|MI|Lombardia|201##|02 %#######
            Bergamo|BG|Lombardia|241##|035 %######
            Brescia|BS|Lombardia|251##|030 %######
            Roma|RM|Lazio|001##|06 %#######
            Torino|TO|Piemonte|101##|011 %######
            Napoli|NA|Campania|801##|081 %######
            Bologna|BO|Emilia-Romagna|401##|051 %######
            Modena|MO|Emilia-Romagna|411##|059 %#####
            Firenze|FI|Toscana|501##|055 %######
            Genova|GE|Liguria|161##|010 %######
            Verona|VR|Veneto|371##|045 %######
            Padova|PD|Veneto|351##|049 %######
            Bari|BA|Puglia|701##|080 %######
            Palermo|PA|Sicilia|901##|091 %######
            """
    )
    static let spain = Nation(
        "ES",
        "Spain",
        or: "España|ES|ESP",
        weight: 38,
        culture: .spanish,
        domains: "es es es com eu",
        calling: "34",
        trunk: "",
        mobile: "612 ### ###",
        forms: """
            S.L.|SL|Sociedad Limitada|S.L
            S.L.U.|SLU|Sociedad Limitada Unipersonal
            S.A.|SA|Sociedad Anónima
            """,
        places: """
            Madrid|M|Madrid|280##|91 %## ## ##
            Barcelona|B|Barcelona|080##|93 %## ## ##
            Valencia|V|Valencia|460##|96 3## ## ##
            Sevilla|SE|Sevilla|410##|95 4## ## ##
            Zaragoza|Z|Zaragoza|500##|976 %# ## ##
            Málaga|MA|Málaga|290##|95 2## ## ##
            Bilbao|BI|Bizkaia|480##|94 4## ## ##
            Murcia|MU|Murcia|300##|968 %# ## ##
            Valladolid|VA|Valladolid|470##|983 %# ## ##
            A Coruña|C|A Coruña|150##|981 %# ## ##
            """
    )
    static let mexico = Nation(
        "MX",
        "Mexico",
        or: "México|MX|MEX",
        weight: 18,
        culture: .spanish,
        domains: "com.mx com.mx mx com",
        calling: "52",
        trunk: "",
        mobile: "55 4### ####",
        forms: """
            S.A. de C.V.|SA de CV|S.A. DE C.V.|Sociedad Anónima de Capital Variable
            S. de R.L. de C.V.|S de RL de CV
            S.A.P.I. de C.V.|SAPI de CV
            """,
        places: """
            Ciudad de México|CMX|Ciudad de México|06###|55 5### ####
            Guadalajara|JAL|Jalisco|44###|33 3### ####
            Monterrey|NLE|Nuevo León|64###|81 8### ####
            Puebla|PUE|Puebla|72###|222 2## ####
            Querétaro|QUE|Querétaro|76###|442 2## ####
            Tijuana|BCN|Baja California|22###|664 6## ####
            """
    )
    static let portugal = Nation(
        "PT",
        "Portugal",
        or: "PT|PRT",
        weight: 12,
        culture: .portuguese,
        domains: "pt pt com",
        calling: "351",
        trunk: "",
        mobile: "91# ### ###",
        forms: """
            Lda.|Lda|Limitada|Ldª
            S.A.|SA|Sociedade Anónima
            Unipessoal Lda.|Unipessoal Lda|Unip. Lda
            """,
        places: """
            Lisboa|11|Lisboa|1###-###|21 %## ####
            Porto|13|Porto|4###-###|22 %## ####
            Braga|03|Braga|47##-###|253 %## ###
            Coimbra|06|Coimbra|30##-###|239 %## ###
            Faro|08|Faro|80##-###|289 %## ###
            """
    )
    static let brazil = Nation(
        "BR",
        "Brazil",
        or: "Brasil|BR|BRA",
        weight: 35,
        culture: .portuguese,
        domains: "com.br com.br com.br com",
        calling: "55",
        trunk: "0",
        mobile: "11 98### ####",
        forms: """
            Ltda.|Ltda|LTDA|Limitada
            S.A.|S/A|SA|Sociedade Anônima
            EIRELI|Eireli
            ME|Microempresa
            """,
        places: """
            São Paulo|SP|São Paulo|01###-###|11 3### ####
            Campinas|SP|São Paulo|13###-###|19 3### ####
            Rio de Janeiro|RJ|Rio de Janeiro|20###-###|21 2### ####
            Belo Horizonte|MG|Minas Gerais|30###-###|31 3### ####
            Curitiba|PR|Paraná|80###-###|41 3### ####
            Porto Alegre|RS|Rio Grande do Sul|90###-###|51 3### ####
            Salvador|BA|Bahia|40###-###|71 3### ####
            Recife|PE|Pernambuco|50###-###|81 3### ####
            Fortaleza|CE|Ceará|60###-###|85 3### ####
            Florianópolis|SC|Santa Catarina|88###-###|48 3### ####
            """
    )
    static let poland = Nation(
        "PL",
        "Poland",
        or: "Polska|PL|POL",
        weight: 28,
        culture: .polish,
        domains: "pl pl com.pl com",
        calling: "48",
        trunk: "",
        mobile: "601 ### ###",
        forms: """
            Sp. z o.o.|Sp. z o. o.|Spółka z o.o.|Spółka z ograniczoną odpowiedzialnością
            S.A.|SA|Spółka Akcyjna
            Sp. j.|Spółka jawna
            Sp. k.|Spółka komandytowa
            """,
        places: """
            Warszawa|14|Mazowieckie|00-###|22 %## ## ##
            Kraków|12|Małopolskie|30-###|12 %## ## ##
            Łódź|10|Łódzkie|90-###|42 6## ## ##
            Wrocław|02|Dolnośląskie|50-###|71 3## ## ##
            Poznań|30|Wielkopolskie|60-###|61 8## ## ##
            Gdańsk|22|Pomorskie|80-###|58 3## ## ##
            Katowice|24|Śląskie|40-###|32 2## ## ##
            Lublin|06|Lubelskie|20-###|81 5## ## ##
            """
    )
    static let czechia = Nation(
        "CZ",
        "Czechia",
        or: "Czech Republic|Česká republika|Česko|CZ",
        weight: 14,
        culture: .czech,
        domains: "cz cz cz com eu",
        calling: "420",
        trunk: "",
        mobile: "602 ### ###",
        forms: """
            s.r.o.|s. r. o.|spol. s r.o.|sro
            a.s.|a. s.|akciová společnost
            spol. s r.o.|s.r.o.
            """,
        places: """
            Praha|10|Praha|1## 00|2%# ### ###
            Brno|64|Jihomoravský kraj|6## 00|54# ### ###
            Ostrava|80|Moravskoslezský kraj|70# 00|59# ### ###
            Plzeň|32|Plzeňský kraj|30# 00|37# ### ###
            Olomouc|71|Olomoucký kraj|77# 00|58# ### ###
            """
    )
}
