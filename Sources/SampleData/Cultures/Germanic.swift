extension Culture {
    static let german = Culture(
        given: """
            Thomas/Tom Michael/Michi Andreas/Andi Peter Wolfgang/Wolf Klaus Jürgen Günter/Günther Stefan/Stephan Christian/Chris
            Uwe Werner Horst Frank Dieter Manfred/Manni Gerhard/Gerd Hans Bernd Martin Matthias/Matze Alexander/Alex Markus
            Jens Sebastian/Basti Tobias/Tobi Daniel Florian/Flo Philipp/Phil Maximilian/Max Lukas Felix Jonas Leon Jan
            Johannes/Hannes Benedikt/Bene Friedrich/Fritz Heinrich/Heinz Rüdiger Jörg Torsten Ralf Sven Björn Oliver/Olli
            Sabine/Bine Petra Monika/Moni Susanne/Susi Andrea Claudia Birgit Karin Ursula/Uschi Renate Helga Angelika/Geli
            Brigitte/Gitte Heike Anja Katharina/Kathi Christine/Tine Julia Anna Lena Laura Sarah Lisa Marie Sophie Johanna/Hanna
            Franziska/Franzi Elisabeth/Lisa/Sissi Barbara/Babs Gabriele/Gabi Martina Silke Nicole Stefanie/Steffi Kerstin Ute
            Daniela/Dani Tanja Jutta Marion Eva Ingrid Annette Doris Beate Cornelia/Conny Ulrike/Uli Simone Melanie/Meli
            """,
        surnames: """
            Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf
            Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Schmitz Krause Meier
            Lehmann Schmid Schulze Maier Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß
            Jung Hahn Schubert Vogel Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht
            Schuster Simon Ludwig Böhm Winter Kraus Martin Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß Seidel
            Heinrich Brandt Haas Schreiber Graf Schulte Dietrich Ziegler Kuhn Kühn Pohl Engel Horn Busch Bergmann Thomas
            Voigt Sauer Arnold Wolff Pfeiffer Gruber Steiner Moser Mayr Hofer Leitner Egger Auer Brunner Frei Baumgartner
            """,
        trades: """
            Bau:construction
            Bauunternehmung:construction
            Hochbau:construction
            Haustechnik:plumbing
            Sanitär:plumbing
            Heizung und Sanitär:plumbing
            Elektrotechnik:electrical
            Elektro:electrical
            Dachdeckerei:roofing
            Zimmerei:roofing
            Holzbau:roofing
            Maschinenbau:machinery
            Anlagenbau:machinery
            Werkzeugbau:machinery
            Metallbau:metal
            Stahlbau:metal
            Feinmechanik:metal
            Software:software
            Softwarelösungen:software
            Systemhaus:it
            IT-Services:it
            Datentechnik:it
            Logistik:logistics
            Spedition:trucking
            Transporte:trucking
            Rechtsanwälte:law
            Steuerberatung:accounting
            Wirtschaftsprüfung:accounting
            Unternehmensberatung:consulting
            Consulting:consulting
            Zahnärzte:dental
            Medizintechnik:health
            Kliniken:health
            Pharma:pharma
            Chemie:chemicals
            Lebensmittel:food
            Bäckerei:food
            Brauerei:food
            Gastronomie:restaurants
            Hotel:hotels
            Handel:retail
            Einkaufsmarkt:retail
            Großhandel:wholesale
            Vertriebs:wholesale
            Versicherungsmakler:insurance
            Volksbank:banking
            Sparkasse:banking
            Vermögensverwaltung:investment
            Beteiligungen:investment
            Immobilien:property
            Hausverwaltung:property
            Architekten:architecture
            Ingenieurbüro:engineering
            Werbeagentur:marketing
            Medien:media
            Verlag:media
            Druckerei:printing
            Textil:textiles
            Möbel:furniture
            Autohaus:cars
            Kfz-Werkstatt:garages
            Landtechnik:farming
            Weingut:wine
            Stadtwerke:energy
            Solartechnik:energy
            Entsorgung:waste
            Akademie:education
            Telekommunikation:telecom
            Elektronik:electronics
            Biotechnologie:biotech
            Gebäudereinigung:cleaning
            Sicherheitsdienst:security
            Reisen:travel
            Stiftung:charity
            Kunststofftechnik:plastics
            Verpackungen:plastics
            Friseur:beauty
            """,
        owner:
            "{a} {t}|{a} {t}|{t} {a}|{a} & Söhne|{a} & Sohn {t}|Gebr. {a}|Gebrüder {a} {t}|{g} {a} {t}|{t} {g} {a}|{a} & Co.|{a} Gruppe|Hans {a}|{a} Nachf. {t}",
        partners: "{a} & {b}|{a} + {b} {t}|{a} & {b} {t}|{a}, {b} & Partner|{a} {b} {t}|{a} und {b} {t}",
        trade: "{x} {t}|{x} {t}|{x}|{x} Gruppe|{x}-{t}|{x} Deutschland",
        town: "{p}er {t}|{t} {p}|{t} {p}|{p} {t}|{r} {t}|{t} {p}-Süd|Erste {p}er {t}|Stadt {p}",
        group:
            "Deutschland|Holding|Verwaltungs|Beteiligungs|Logistik|Vertrieb|Service|Immobilien|Austria|Schweiz|Technik|International|Produktion|Süd|Nord|Projekt",
        streets: """
            Hauptstraße {n}
            Bahnhofstr. {n}
            Schulstraße {n}
            Gartenstr. {n}a
            Am Markt {n}
            Industriestraße {n}
            Goethestr. {n}
            {s}straße {n}
            {s}str. {n}
            {s}weg {n}
            Im Gewerbepark {n}
            An der {s}mühle {n}
            Kirchplatz {n}
            Lange Gasse {n}
            """,
        surnameHalves: (
            """
            Stein Berg Wald Eich Linden Rosen Hof Feld Bruck Kirch Stern Gold Silber Eisen Kessel Hammer Burg Dorn Falken
            Grün Hasen Hirsch Kron Lauter Linn Moos Ober Nieder Reich Ritter Sand Schön Sonn Tann Wein Weiden Wiesen Ziegel
            Auf Hage Leit Ehren Rauch Zeller
            """,
            "berger mann müller hofer bauer meier bach stein hauser thaler egger holzer brunner felder heimer städter reuter ner ler"
        ),
        townHalves: (
            """
            Nieder Ober Unter Alt Neu Bad_ Stein Wald Eich Rhein Frei Lauter Schwarz Weißen Rosen Linden Kirch Markt Groß Klein
            Heiden Fürsten Königs Berg Burg
            """,
            "hausen heim berg dorf feld bach stadt burg kirchen ingen au furt tal see"
        )
    )
    static let dutch = Culture(
        given: """
            Jan/Johan Peter/Piet Johannes/Hans Hendrik/Henk Willem/Wim Cornelis/Kees Gerrit Dirk Pieter/Piet Bas Sander Jeroen
            Martijn Mark Tim Thijs Daan Sem Lars Bram Ruben Koen Wouter Maarten Joost Rik Stijn Niels Erik Frank Rob Paul
            Maria/Marja Johanna/Joke Anna/Annie Elisabeth/Els Cornelia/Corrie Wilhelmina/Mien Monique Sanne Lotte Femke Anouk Eva
            Sophie Lieke Fleur Marieke Ingrid Esther Linda Saskia Karin Petra Annemiek Marjolein Inge An Greet Katrien Veerle
            """,
        surnames: """
            De_Jong Jansen De_Vries Van_den_Berg Van_Dijk Bakker Janssen Visser Smit Meijer De_Boer Mulder De_Groot Bos Vos
            Peters Hendriks Van_Leeuwen Dekker Brouwer De_Wit Dijkstra Smits De_Graaf Van_der_Meer Van_der_Linden Kok Jacobs
            De_Haan Vermeulen Van_den_Heuvel Van_der_Veen Van_den_Broek Schouten Van_Beek Willems Van_Vliet Hoekstra Maas Verhoeven
            Koster Van_Dam Prins Blom Huisman Peeters Kuipers Veenstra Postma Kuiper Claes Maes Mertens Wouters Goossens De_Smet
            Lambert Dubois Vandenberghe Desmet Martens Aerts Hermans Pauwels
            """,
        trades: """
            Bouw:construction
            Aannemers:construction
            Installatietechniek:plumbing
            Loodgieters:plumbing
            Elektrotechniek:electrical
            Dakwerken:roofing
            Machinebouw:machinery
            Metaalbewerking:metal
            Software:software
            Automatisering:it
            ICT Diensten:it
            Logistiek:logistics
            Transport:trucking
            Advocaten:law
            Accountants:accounting
            Advies:consulting
            Tandartsen:dental
            Zorg:health
            Farma:pharma
            Chemie:chemicals
            Vlees:food
            Zuivel:food
            Horeca:restaurants
            Hotels:hotels
            Winkels:retail
            Groothandel:wholesale
            Verzekeringen:insurance
            Vastgoed:property
            Beheer:investment
            Architecten:architecture
            Ingenieurs:engineering
            Reclame:marketing
            Drukkerij:printing
            Meubelen:furniture
            Autobedrijf:cars
            Garage:garages
            Tuinbouw:farming
            Bloemen:farming
            Energie:energy
            Recycling:waste
            Opleidingen:education
            Schoonmaak:cleaning
            Beveiliging:security
            Reizen:travel
            Kunststoffen:plastics
            Verpakkingen:plastics
            Kappers:beauty
            """,
        owner:
            "{a} {t}|{a} {t}|{t} {a}|Gebr. {a}|Gebroeders {a} {t}|{a} & Zonen|{a} & Zn. {t}|{a} Groep|{g} {a} {t}|Fa. {a}",
        partners: "{a} & {b}|{a} & {b} {t}|{a} {b} {t}|{a} en {b} {t}",
        trade: "{x} {t}|{x} {t}|{x}|{x} Groep|{x} Nederland|{x} Benelux",
        town: "{t} {p}|{p}se {t}|{t} {r}|{p} {t}|Eerste {p}se {t}|Gemeente {p}",
        group:
            "Nederland|Holding|Beheer|Groep|Benelux|België|Services|Logistiek|Vastgoed|International|Distributie|Productie",
        streets: """
            Dorpsstraat {n}
            Kerkstraat {n}
            Stationsweg {n}
            Molenweg {n}
            Industrieweg {n}
            Hoofdweg {n}-{m}
            {s}laan {n}
            {s}straat {n}
            Keizersgracht {n}
            Havenkade {n}
            """,
        surnameHalves: (
            "Van_der_Hoek Ten_ Wester Ooster Noord Zuid Berg Veld Hof Molen Hout Boer Bosch Brink Kloos Rijn Schaap Vogel Wolf Zand Linde Eik Koren Kamp",
            "stra ma man huis broek veld horst kamp ing meijer hof sma mans wijk"
        ),
        townHalves: (
            "Ooster Wester Noord Zuid Oude Nieuwe Hoog Laag Zand Veen Hei Berg Bos Water Heer Konings Eik Wolf Zeven",
            "dijk hoven wijk veen dam beek broek kerk huizen loo drecht meer"
        )
    )
    static let nordic = Culture(
        given: """
            Lars/Lasse Anders Johan/Jonte Karl/Kalle Per/Pelle Erik Nils/Nisse Jan/Janne Mikael/Micke Hans/Hasse Magnus Peter Fredrik/Fredde
            Stefan Henrik Mats Oskar Jonas Björn Gunnar Olav Knut Bjørn Svein Kjell Ole Morten Søren/Søren Jens Niels Jørgen Rasmus Mads
            Kasper Emil Viktor Axel Anna Maria/Maja Margareta/Greta Elisabeth/Lisa Eva Kristina/Stina Birgitta/Gitta Karin Marie Ingrid
            Linnea Sofia Johanna/Hanna Emma Elin Sara Ida Hanne Kirsten Mette Anne Inger Liv Solveig Astrid Ingeborg Marit Silje Camilla
            Freja Sigrid Karen Lene Pernille Louise
            """,
        surnames: """
            Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson Gustafsson Pettersson Jonsson Jansson Hansson
            Bengtsson Lindberg Lindström Lindgren Axelsson Berg Bergström Lundberg Lundgren Mattsson Berglund Fredriksson Sandberg
            Hansen Johansen Olsen Larsen Andersen Pedersen Nilsen Kristiansen Jensen Karlsen Johnsen Pettersen Eriksen Berg Haugen Hagen
            Johannessen Jacobsen Dahl Halvorsen Nielsen Christensen Rasmussen Sørensen Jørgensen Madsen Kristensen Petersen Thomsen
            Poulsen Knudsen Mortensen Møller Holm Lund Strand Moen Lie Bakke Solberg
            """,
        trades: """
            Bygg:construction
            Entreprenad:construction
            VVS:plumbing
            Rör:plumbing
            El:electrical
            Elektro:electrical
            Tak:roofing
            Snickeri:roofing
            Maskin:machinery
            Verkstad:machinery
            Mekaniska:metal
            Stål:metal
            Software:software
            Data:it
            IT:it
            Logistik:logistics
            Transport:trucking
            Åkeri:trucking
            Advokatbyrå:law
            Revision:accounting
            Regnskap:accounting
            Konsult:consulting
            Rådgivning:consulting
            Tandläkare:dental
            Vård:health
            Pharma:pharma
            Kemi:chemicals
            Livs:food
            Bageri:food
            Fisk:food
            Restaurang:restaurants
            Hotell:hotels
            Handel:retail
            Engros:wholesale
            Forsikring:insurance
            Fastigheter:property
            Eiendom:property
            Invest:investment
            Arkitekter:architecture
            Teknik:engineering
            Reklam:marketing
            Media:media
            Tryckeri:printing
            Möbler:furniture
            Bil:cars
            Bilverkstad:garages
            Skog:farming
            Energi:energy
            Återvinning:waste
            Utbildning:education
            Städ:cleaning
            Resor:travel
            Plast:plastics
            """,
        owner: "{a}s {t}|{a} {t}|{t} {a}|{a} & Söner|Bröderna {a}|{g} {a} {t}|{a} & Co|{a} Gruppen|Brødrene {a} {t}",
        partners: "{a} & {b}|{a} & {b} {t}|{a} och {b} {t}|{a} {b} {t}",
        trade: "{x} {t}|{x} {t}|{x}|{x} Group|{x} Norden|{x} Scandinavia",
        town: "{p}s {t}|{p} {t}|{t} i {p}|{r} {t}|Nordic {t} {p}|{p} Kommun",
        group: "Sverige|Norge|Danmark|Norden|Holding|Fastigheter|Service|Group|Logistik|Invest|Teknik|Finans",
        streets: """
            Storgatan {n}
            Drottninggatan {n}
            Kungsgatan {n}
            Industrivägen {n}
            {s}gatan {n}
            {s}vägen {n}
            Kirkegata {n}
            Havnegade {n}
            Hovedgaden {n}
            Vestergade {n}, {m}. tv
            """,
        surnameHalves: (
            "Lind Berg Sand Sund Ek Ny Hag Holm Björk Sjö Ström Dal Gran Hall Hed Kvarn Lund Norr Öst Väst Rosen Sten Strand Ul Vik Wik Åker Asp",
            "berg ström gren qvist blad lund mark man dahl borg stedt vall by rud stad nes moen"
        ),
        townHalves: (
            "Norr Söder Öster Väster Ny Gammel Sand Skog Berg Sjö Hav Sten Ek Björk Holm Fager Grön",
            "stad köping by sund hamn vik borg lunda ås fors torp nes"
        )
    )
}
