extension Culture {
    static let polish = Culture(
        given: """
            Piotr/Piotrek Krzysztof/Krzysiek Andrzej/Jędrek Tomasz/Tomek Paweł Jan/Janek Michał/Misiek Marcin Jakub/Kuba Adam Marek Łukasz Grzegorz/Grzesiek
            Mateusz/Mati Wojciech/Wojtek Stanisław/Staszek Dariusz/Darek Zbigniew/Zbyszek Jerzy/Jurek Maciej/Maciek Rafał Robert Kamil Dawid Jacek Anna/Ania
            Katarzyna/Kasia Maria/Marysia Małgorzata/Gosia Agnieszka/Aga Barbara/Basia Ewa Krystyna/Krysia Magdalena/Magda Elżbieta/Ela Joanna/Asia Aleksandra/Ola
            Zofia/Zosia Monika Teresa Danuta/Danka Natalia Karolina Julia Beata Dorota Jadwiga/Jadzia Iwona
            """,
        surnames: """
            Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Kozłowski Jankowski Mazur Kwiatkowski Krawczyk
            Piotrowski Grabowski Zając Pawłowski Król Michalski Wróbel Wieczorek Jabłoński Nowakowski Majewski Olszewski Stępień Malinowski Jaworski Adamczyk Dudek
            Nowicki Pawlak Górski Witkowski Walczak Sikora Baran Rutkowski Michalak Szewczyk Ostrowski Tomaszewski Pietrzak Zalewski Wróblewski Marciniak
            """,
        trades: """
            Budownictwo:construction
            Instalacje:plumbing
            Elektro:electrical
            Stolarka:roofing
            Maszyny:machinery
            Metal:metal
            Stal:metal
            Soft:software
            Systemy:it
            Logistyka:logistics
            Transport:trucking
            Kancelaria:law
            Rachunkowość:accounting
            Doradztwo:consulting
            Stomatologia:dental
            Medyczne:health
            Farma:pharma
            Chemia:chemicals
            Piekarnia:food
            Mięsne:food
            Restauracje:restaurants
            Hotel:hotels
            Handel:wholesale
            Hurtownia:wholesale
            Ubezpieczenia:insurance
            Nieruchomości:property
            Inwestycje:investment
            Projekt:architecture
            Reklama:marketing
            Wydawnictwo:media
            Drukarnia:printing
            Tekstylia:textiles
            Meble:furniture
            Auto Serwis:garages
            Rolnictwo:farming
            Energia:energy
            Recykling:waste
            Szkolenia:education
            Elektronika:electronics
            Ochrona:security
            Turystyka:travel
            Plast:plastics
            """,
        owner: "{t} {a}|{a} {t}|Bracia {a}|{a} i Synowie|{t} {g} {a}|Grupa {a}|Firma {a}|PPHU {a}|P.H.U. {a} {t}",
        partners: "{a} i {b}|{a} & {b} {t}|{t} {a} {b}|{a} {b} i Wspólnicy",
        trade: "{x} {t}|{t} {x}|{x}|Grupa {x}|{x} Polska|{x}-{t}",
        town: "{t} {p}|{p} {t}|{t} {r}|Nowe {t} {p}|Zakład {t} {p}|Urząd Miasta {p}",
        group: "Polska|Holding|Serwis|Grupa|Logistyka|Inwestycje|Nieruchomości|Dystrybucja|Produkcja|Finanse",
        streets: """
            ul. Główna {n}
            ul. Kościuszki {n}
            ul. Mickiewicza {n}/{m}
            al. Jerozolimskie {n}
            ul. {s}a {n}
            ul. Przemysłowa {n}
            ul. Polna {n}
            Rynek {n}
            """,
        surnameHalves: (
            "Bor Brzoz Chmiel Czarn Dębow Gaw Głow Jasin Jel Kal Kras Lip Łoz Mal Mil Mroz Now Ols Orl Pod Rad Sad Sok Sos Star Tok Wil Wit Zaw",
            "ski owski iński ecki icki czyk ak arz czuk"
        ),
        townHalves: ("Nowy_ Stary_ Biał Czarn Dąbr Jel Kam Lip Mał Ostr Podl Radz", "owo ów ice enica yń omin owiec sk")
    )
    static let czech = Culture(
        given: """
            Jiří/Jirka Jan/Honza Petr/Péťa Josef/Pepa Pavel Martin Tomáš/Tom Jaroslav/Jarda Miroslav/Mirek Zdeněk František/Franta Václav/Vašek Michal Milan
            Karel Jakub/Kuba Lukáš David Vladimír/Vláďa Ladislav/Láďa Ondřej/Ondra Marek Stanislav/Standa Jana Marie/Máňa Eva Hana Anna/Anička Lenka Kateřina/Katka
            Věra Lucie Alena Petra Veronika/Verča Jaroslava Tereza Martina Michaela/Míša Jitka Helena Ludmila Zuzana/Zuzka Ivana Monika
            """,
        surnames: """
            Novák Svoboda Novotný Dvořák Černý Procházka Kučera Veselý Krejčí Horák Němec Marek Pospíšil Pokorný Hájek Král Jelínek Růžička Beneš Fiala Sedláček
            Doležal Zeman Kolář Navrátil Čermák Vaněk Urban Blažek Kříž Kovář Kratochvíl Bartoš Vlček Polák Musil Kopecký Šimek Konečný Malý Holub Čech Štěpánek
            """,
        trades: """
            Stavby:construction
            Stavební:construction
            Instalatérství:plumbing
            Elektro:electrical
            Tesařství:roofing
            Strojírny:machinery
            Kovo:metal
            Software:software
            Systémy:it
            Logistika:logistics
            Doprava:trucking
            Advokáti:law
            Účetnictví:accounting
            Poradenství:consulting
            Medical:health
            Pharma:pharma
            Chemie:chemicals
            Potraviny:food
            Pivovar:food
            Hotel:hotels
            Obchod:wholesale
            Pojištění:insurance
            Reality:property
            Invest:investment
            Projekty:architecture
            Reklama:marketing
            Tisk:printing
            Nábytek:furniture
            Auto:cars
            Agro:farming
            Energo:energy
            Odpady:waste
            Elektronika:electronics
            Úklid:cleaning
            Plasty:plastics
            """,
        owner: "{t} {a}|{a} {t}|{a} a syn|{a} a synové|{t} {g} {a}|Bratři {a}ové|{a} Group",
        partners: "{a} & {b}|{a} a {b}|{t} {a} {b}|{a}, {b} & partneři",
        trade: "{x} {t}|{t} {x}|{x}|{x} Group|{x} CZ|{x} Bohemia",
        town: "{t} {p}|{p} {t}|{t} Morava {p}|První {t} {p}|Město {p}",
        group: "CZ|Česko|Holding|Servis|Group|Logistika|Invest|Reality|Morava|Trade|Energo",
        streets: """
            Hlavní {n}
            Nádražní {n}/{m}
            Masarykova {n}
            Husova {n}
            {s}ova {n}
            náměstí Míru {n}
            Průmyslová {n}
            """,
        surnameHalves: (
            "Bed Bran Čer Dol Hal Hor Hav Jan Kal Kos Kub Led Mach Mat Mik Ned Ot Pav Pet Ran Sed Sl Vac Val Zah Žid",
            "áček ák an ek ík ka ný ský ota ura áš ler"
        ),
        townHalves: ("Nové_ Staré_ Horní_ Dolní_ Bílá_ Kamen Brand Hrad Jab", "ice ov any ín ec ná_Lhota město ovice")
    )
    static let greek = Culture(
        given: """
            Giorgos=Γιώργος Dimitris=Δημήτρης Konstantinos=Κωνσταντίνος/Kostas Ioannis=Ιωάννης/Giannis Nikolaos=Νικόλαος/Nikos Panagiotis=Παναγιώτης/Takis
            Vasilis=Βασίλης Christos=Χρήστος Athanasios=Αθανάσιος/Thanasis Michail=Μιχαήλ/Michalis Maria=Μαρία Eleni=Ελένη Aikaterini=Αικατερίνη/Katerina
            Vasiliki=Βασιλική/Vaso Sofia=Σοφία Angeliki=Αγγελική Georgia=Γεωργία Dimitra=Δήμητρα Konstantina=Κωνσταντίνα/Dina Anna=Άννα
            """,
        surnames: """
            Papadopoulos=Παπαδόπουλος Papadakis=Παπαδάκης Georgiou=Γεωργίου Nikolaidis=Νικολαΐδης Pappas=Παππάς Dimitriou=Δημητρίου Vlachos=Βλάχος
            Karagiannis=Καραγιάννης Ioannidis=Ιωαννίδης Oikonomou=Οικονόμου Alexiou=Αλεξίου Makris=Μακρής Antoniou=Αντωνίου Christodoulou=Χριστοδούλου
            Theodorou=Θεοδώρου Samaras=Σαμαράς Angelopoulos=Αγγελόπουλος Stavropoulos=Σταυρόπουλος Konstantinou=Κωνσταντίνου Athanasiou=Αθανασίου
            Michailidis=Μιχαηλίδης Panagiotou=Παναγιώτου Katsaros=Κατσαρός Lambrou=Λάμπρου Mavridis=Μαυρίδης Petridis=Πετρίδης
            """,
        trades: """
            Techniki=Τεχνική:construction
            Domiki=Δομική:construction
            Naftiliaki=Ναυτιλιακή:logistics
            Metafores=Μεταφορές:trucking
            Trofima=Τρόφιμα:food
            Elaiolado=Ελαιόλαδο:food
            Xenodocheia=Ξενοδοχεία:hotels
            Emporiki=Εμπορική:wholesale
            Asfaleies=Ασφάλειες:insurance
            Farmakeutiki=Φαρμακευτική:pharma
            Pliroforiki=Πληροφορική:it
            Energeiaki=Ενεργειακή:energy
            Ekdoseis=Εκδόσεις:media
            Metalliki=Μεταλλική:metal
            Touristiki=Τουριστική:travel
            Oinopoieio=Οινοποιείο:wine
            """,
        owner: "{a} {t}|{t} {a}|Afoi {a}|{a} & Yioi|{t} {g} {a}",
        partners: "{a} - {b}|{a} & {b} {t}",
        trade: "{x} {t}|{x}|{x} Hellas",
        town: "{t} {p}|{p} {t}",
        group: "Hellas|Group|Holdings|Services|Energy|Shipping",
        streets: """
            Ermou {n}
            Leoforos Kifisias {n}
            {s} {n}
            Akadimias {n}
            """,
        surnameHalves: (
            "Papa Kara Hatzi Kosta Anagno Delig Mitro Stefano Theo Vasi Xeno Zaf",
            "giannis poulos georgiou kis stathis dakis nikolaou markou"
        ),
        townHalves: ("Nea_ Agia_ Agios_ Ano_ Kato_ Palaio", "Smyrni Paraskevi Dimitrios Achaia Meria kastro")
    )
    static let ukrainian = Culture(
        given: """
            Oleksandr=Олександр/Sasha Serhii=Сергій Volodymyr=Володимир/Vova Andrii=Андрій Viktor=Віктор Mykola=Микола/Kolia Ivan=Іван Dmytro=Дмитро/Dima
            Yurii=Юрій Oleh=Олег Vasyl=Василь Taras=Тарас Olena=Олена/Lena Tetiana=Тетяна/Tania Nataliia=Наталія/Natasha Iryna=Ірина/Ira Oksana=Оксана
            Svitlana=Світлана/Svita Olha=Ольга/Olia Halyna=Галина Kateryna=Катерина/Katia Yuliia=Юлія Mariia=Марія
            """,
        surnames: """
            Melnyk=Мельник Shevchenko=Шевченко Boiko=Бойко Kovalenko=Коваленко Bondarenko=Бондаренко Tkachenko=Ткаченко Kovalchuk=Ковальчук Kravchenko=Кравченко
            Oliinyk=Олійник Shevchuk=Шевчук Koval=Коваль Polishchuk=Поліщук Bondar=Бондар Tkachuk=Ткачук Moroz=Мороз Marchenko=Марченко Lysenko=Лисенко
            Rudenko=Руденко Savchenko=Савченко Petrenko=Петренко Klymenko=Клименко Pavlenko=Павленко Savchuk=Савчук Kuzmenko=Кузьменко Levchenko=Левченко
            """,
        trades: """
            Bud=Буд:construction
            Ahro=Агро:farming
            Enerho=Енерго:energy
            Trans=Транс:trucking
            Torh=Торг:wholesale
            Tekh=Тех:machinery
            Prom=Пром:machinery
            Soft=Софт:software
            Farm=Фарм:pharma
            Khim=Хім:chemicals
            Metal=Метал:metal
            Invest=Інвест:investment
            Lohistyka=Логістика:logistics
            Khlib=Хліб:food
            Med=Мед:health
            """,
        owner: "{a} {t}|{t} {a}|{a} i Syny|{t} {g} {a}",
        partners: "{a} ta {b}|{a} & {b} {t}",
        trade: "{x} {t}|{x}{t}|{x}|{x} Ukraina",
        town: "{p}{t}|{p} {t}|{t} {p}",
        group: "Ukraina|Group|Holding|Servis|Ahro|Invest|Lohistyka",
        streets: """
            vul. Khreshchatyk {n}
            vul. {s}a {n}
            prosp. Svobody {n}, of. {m}
            vul. Shevchenka {n}
            """,
        surnameHalves: (
            "Bere Chor Dan Fed Hal Hon Hry Iva Kos Kyr Lut Maz Ole Ost Pan Rom Syd Tym Vas Yak Zin",
            "enko chuk ko uk ets skyi iv"
        ),
        townHalves: ("Nova_ Stara_ Bila_ Velyka_ Chervono", "hrad pil Krynytsia Hora Dolyna iv")
    )
    static let turkish = Culture(
        given: """
            Mehmet/Memo Mustafa/Musti Ahmet Ali Hüseyin/Hüso Hasan İbrahim/İbo İsmail Osman Murat Yusuf Ömer Ramazan Emre Burak Can Cem Kemal Fatma/Fatoş Ayşe
            Emine Hatice Zeynep/Zeyno Elif Meryem Şerife Zehra Sultan Hanife Merve Esra Özlem Gül Selin Deniz
            """,
        surnames: """
            Yılmaz Kaya Demir Çelik Şahin Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara Koç Kurt Özkan Şimşek Polat Korkmaz Çakır Erdoğan
            Yavuz Can Acar Şen Aktaş Güler Yalçın Güneş Bozkurt Bulut Keskin Ünal Turan Gül Özer Işık Kaplan Avcı Sarı Tekin Taş Köse
            """,
        trades: """
            İnşaat:construction
            Yapı:construction
            Elektrik:electrical
            Makine:machinery
            Metal:metal
            Çelik:metal
            Yazılım:software
            Bilişim:it
            Lojistik:logistics
            Nakliyat:trucking
            Hukuk:law
            Danışmanlık:consulting
            Sağlık:health
            İlaç:pharma
            Kimya:chemicals
            Gıda:food
            Turizm:travel
            Otelcilik:hotels
            Ticaret:wholesale
            Sigorta:insurance
            Gayrimenkul:property
            Mimarlık:architecture
            Mühendislik:engineering
            Reklam:marketing
            Matbaa:printing
            Tekstil:textiles
            Mobilya:furniture
            Otomotiv:cars
            Tarım:farming
            Enerji:energy
            Plastik:plastics
            """,
        owner: "{a} {t}|{a} {t}|{a} Kardeşler {t}|{a} ve Oğulları|{a} Grup|{g} {a} {t}",
        partners: "{a} {b} {t}|{a} ve {b}",
        trade: "{x} {t}|{x}|{x} Grup",
        town: "{p} {t}|{r} {t}|{p} Merkez {t}",
        group: "Türkiye|Holding|Grup|Lojistik|Enerji|Dış Ticaret|Gayrimenkul",
        streets: """
            Atatürk Cad. No: {n}
            İstiklal Caddesi {n}/{m}
            {s} Sok. No:{n}
            Organize Sanayi Bölgesi {m}. Cadde No: {n}
            """,
        surnameHalves: (
            "Ak Al Ay Bal Bay Boz Coş Demir Er Gök Gün Kara Kır Öz Sarı Taş Tok Ulu Yal Yeşil",
            "taş doğan kaya demir su pınar can oğlu man gün bulut tepe"
        ),
        townHalves: ("Yeni Ak Kara Kızıl Gök Çam Eski", "şehir köy hisar pınar dere tepe saray")
    )
}
