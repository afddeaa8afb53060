/// Names of places that people use and no standard lists.
enum PlaceList {
    static let countries = """
        US: us | usa | u.s.a. | u s a | u s | united states | united states of america | america | estados unidos | eeuu | ee uu | ee.uu. | états-unis | etats unis | vereinigte staaten | stati uniti | verenigde staten | stany zjednoczone | сша | 美国 | 미국 | アメリカ | amerika
        GB: gb | uk | u.k. | u k | united kingdom | great britain | britain | england | scotland | wales | northern ireland | reino unido | royaume-uni | vereinigtes königreich | großbritannien | regno unito | inglaterra | angleterre | gran bretagna | verenigd koninkrijk | wielka brytania | великобритания | 英国 | 영국 | イギリス | gran bretaña
        DE: de | ger | deu | germany | deutschland | federal republic of germany | bundesrepublik deutschland | brd | allemagne | alemania | germania | duitsland | niemcy | alemanha | германия | 德国 | 독일 | ドイツ | tyskland | saksa | německo | almanya
        FR: france | frankreich | francia | frankrijk | francja | frança | франция | 法国 | 프랑스 | フランス | frankrike
        IT: italy | italia | italien | italie | italië | włochy | itália | италия | 意大利 | イタリア
        ES: spain | españa | spanien | espagne | spagna | spanje | hiszpania | espanha | испания | 西班牙 | スペイン
        PT: portugal | portogallo | португалия
        NL: netherlands | holland | nederland | niederlande | pays-bas | países bajos | paesi bassi | holandia | holanda | нидерланды | голландия | 荷兰 | オランダ
        BE: belgium | belgië | belgique | belgien | bélgica | belgio | бельгия
        LU: luxembourg | luxemburg | letzebuerg
        CH: switzerland | schweiz | suisse | svizzera | suiza | zwitserland | suíça | швейцария | 瑞士 | スイス
        AT: austria | österreich | oesterreich | autriche | oostenrijk | австрия
        IE: ireland | eire | republic of ireland | irland | irlande | irlanda | ирландия
        DK: denmark | danmark | dänemark | danemark | dinamarca | danimarca
        SE: sweden | sverige | schweden | suède | suecia | svezia | zweden | швеция
        NO: norway | norge | norwegen | norvège | noruega | norvegia | noreg
        FI: finland | suomi | finnland | finlande | finlandia
        IS: iceland | ísland | island
        PL: poland | polska | polen | pologne | polonia | польша
        CZ: czech republic | czechia | česko | česká republika | tschechien | tschechische republik | république tchèque | república checa | repubblica ceca | чехия
        SK: slovakia | slovak republic | slovensko | slowakei
        HU: hungary | magyarország | ungarn | hongrie | hungría | ungheria | венгрия
        RO: romania | românia | rumänien | roumanie | rumania
        BG: bulgaria | българия | bulgarien
        GR: greece | ελλάδα | ελλάς | hellas | griechenland | grèce | grecia
        HR: croatia | hrvatska | kroatien
        SI: slovenia | slovenija | slowenien
        RS: serbia | srbija | србија | serbien
        UA: ukraine | україна | украина | ucrania | ucraina
        RU: russia | russian federation | россия | российская федерация | russland | russie | rusia | rossiya
        BY: belarus | беларусь | weißrussland
        LT: lithuania | lietuva
        LV: latvia | latvija
        EE: estonia | eesti
        TR: turkey | türkiye | turkiye | türkei | turquie | turquía | turchia
        IL: israel | ישראל
        AE: uae | u.a.e. | united arab emirates | emirates | الإمارات | الإمارات العربية المتحدة
        SA: saudi arabia | ksa | kingdom of saudi arabia | السعودية | المملكة العربية السعودية
        EG: egypt | مصر | ägypten | egypte
        MA: morocco | maroc | المغرب | marokko
        ZA: south africa | rsa | südafrika | afrique du sud
        NG: nigeria
        KE: kenya
        CN: china | people's republic of china | prc | pr china | p.r. china | mainland china | 中国 | 中华人民共和国 | 중국 | chine | cina | китай
        HK: hong kong | hongkong | hong kong sar | 香港
        MO: macau | macao | 澳门
        TW: taiwan | taiwan roc | republic of china | 台湾
        JP: japan | 日本 | nippon | japon | giappone | japón | япония | 일본
        KR: south korea | korea | republic of korea | rok | korea south | s korea | 韩国 | 대한민국 | 한국 | südkorea | corée du sud | corea del sur
        KP: north korea | dprk
        IN: india | bharat | भारत | indien | inde | 印度
        PK: pakistan
        BD: bangladesh
        ID: indonesia
        MY: malaysia
        SG: singapore | singapur | 新加坡
        TH: thailand | ประเทศไทย | ไทย
        VN: vietnam | viet nam | việt nam
        PH: philippines | filipinas
        AU: australia | australien | australie
        NZ: new zealand | aotearoa | neuseeland
        CA: canada | kanada | canadá | 加拿大
        MX: mexico | méxico | mexiko | mexique | messico
        BR: brazil | brasil | brasilien | brésil | brasile
        AR: argentina | argentinien
        CL: chile
        CO: colombia | kolumbien
        PE: peru | perú
        VE: venezuela
        PR: puerto rico
        CI: ivory coast | cote d'ivoire | côte d'ivoire
        CD: dr congo | drc | democratic republic of the congo
        VA: vatican | vatican city
        MK: macedonia | north macedonia
        """

    static let regions = """
        US-AL: Alabama | Ala
        US-AK: Alaska
        US-AZ: Arizona | Ariz
        US-AR: Arkansas | Ark
        US-CA: California | Calif | Cal | Kalifornien | Californie
        US-CO: Colorado | Colo
        US-CT: Connecticut | Conn
        US-DE: Delaware | Del
        US-DC: District of Columbia | Washington DC | D.C. | Washington D C
        US-FL: Florida | Fla
        US-GA: Georgia
        US-HI: Hawaii
        US-ID: Idaho
        US-IL: Illinois | Ill
        US-IN: Indiana | Ind
        US-IA: Iowa
        US-KS: Kansas | Kan | Kans
        US-KY: Kentucky
        US-LA: Louisiana
        US-ME: Maine
        US-MD: Maryland
        US-MA: Massachusetts | Mass
        US-MI: Michigan | Mich
        US-MN: Minnesota | Minn
        US-MS: Mississippi | Miss
        US-MO: Missouri
        US-MT: Montana | Mont
        US-NE: Nebraska | Neb | Nebr
        US-NV: Nevada | Nev
        US-NH: New Hampshire
        US-NJ: New Jersey
        US-NM: New Mexico
        US-NY: New York | New York State
        US-NC: North Carolina | N Carolina
        US-ND: North Dakota
        US-OH: Ohio
        US-OK: Oklahoma | Okla
        US-OR: Oregon | Ore
        US-PA: Pennsylvania | Penn | Penna
        US-RI: Rhode Island
        US-SC: South Carolina
        US-SD: South Dakota
        US-TN: Tennessee | Tenn
        US-TX: Texas | Tex
        US-UT: Utah
        US-VT: Vermont
        US-VA: Virginia
        US-WA: Washington | Wash | Washington State
        US-WV: West Virginia
        US-WI: Wisconsin | Wis | Wisc
        US-WY: Wyoming | Wyo
        CA-ON: Ontario | Ont
        CA-QC: Quebec | Québec | Que | PQ
        CA-BC: British Columbia | B.C.
        CA-AB: Alberta | Alta
        CA-MB: Manitoba | Man
        CA-SK: Saskatchewan | Sask
        CA-NS: Nova Scotia
        CA-NB: New Brunswick
        CA-NL: Newfoundland and Labrador | Newfoundland | NF
        CA-PE: Prince Edward Island | PEI
        GB-ENG: England | Eng
        GB-SCT: Scotland | Scot
        GB-WLS: Wales | Cymru
        GB-NIR: Northern Ireland | N Ireland | NI | Ulster
        AU-NSW: New South Wales
        AU-VIC: Victoria
        AU-QLD: Queensland
        AU-WA: Western Australia
        AU-SA: South Australia
        AU-TAS: Tasmania
        AU-ACT: Australian Capital Territory
        AU-NT: Northern Territory
        DE-BY: Bavaria | Bayern | Bavière | Baviera
        DE-BW: Baden-Wuerttemberg | Baden Württemberg | BaWü
        DE-NW: North Rhine-Westphalia | North Rhine Westphalia | Nordrhein-Westfalen | NRW
        DE-NI: Lower Saxony | Niedersachsen
        DE-SN: Saxony | Sachsen
        DE-ST: Saxony-Anhalt | Sachsen-Anhalt
        DE-TH: Thuringia | Thüringen
        DE-RP: Rhineland-Palatinate | Rheinland-Pfalz
        DE-HE: Hesse | Hessen
        DE-BE: Berlin
        DE-HH: Hamburg
        FR-IDF: Ile de France | Île-de-France
        FR-BRE: Brittany | Bretagne
        FR-NOR: Normandy | Normandie
        FR-PAC: Provence | PACA
        ES-CT: Catalonia | Cataluña | Catalunya
        ES-AN: Andalusia | Andalucía
        ES-PV: Basque Country | País Vasco | Euskadi
        ES-MD: Madrid | Comunidad de Madrid
        IT-25: Lombardy | Lombardia
        IT-52: Tuscany | Toscana
        IT-21: Piedmont | Piemonte
        IT-62: Lazio | Latium
        IT-82: Sicily | Sicilia
        NL-NH: North Holland | Noord-Holland
        NL-ZH: South Holland | Zuid-Holland
        BE-VLG: Flanders | Vlaanderen
        BE-WAL: Wallonia | Wallonie
        CH-ZH: Zurich | Zürich
        CH-GE: Geneva | Genève | Genf
        AT-9: Vienna | Wien
        BR-SP: Sao Paulo | São Paulo
        BR-RJ: Rio de Janeiro
        MX-CMX: Ciudad de Mexico | CDMX | Mexico City | DF | Distrito Federal
        MX-NLE: Nuevo Leon | N L
        CN-BJ: Beijing | 北京
        CN-SH: Shanghai | 上海
        CN-GD: Guangdong | 广东
        JP-13: Tokyo | 东京
        JP-27: Osaka | 大阪
        IN-MH: Maharashtra
        IN-KA: Karnataka
        IN-TN: Tamil Nadu
        IN-DL: Delhi | New Delhi
        """

    /// First the name that stands for all: cities, then what else they are called.
    static let cities = """
        new york | new york city | nyc | ny city | manhattan | nueva york | n y c
        los angeles | la | l a
        san francisco | sf | s f
        washington | washington dc | washington d c
        philadelphia | philly
        saint louis | st louis
        saint paul | st paul
        saint petersburg fl | st pete
        las vegas | vegas
        new orleans | nola
        salt lake city | slc
        fort worth | ft worth
        fort lauderdale | ft lauderdale
        minneapolis | mpls
        mexico city | ciudad de mexico | mexico df | cdmx | mexico d f
        montreal | montréal
        quebec | québec | quebec city | ville de quebec
        london | londres | londra | londen | greater london | city of london
        edinburgh | edimburgo | edimbourg
        dublin | baile atha cliath
        paris | parigi | París
        marseille | marseilles | marsella | marsiglia
        lyon | lyons | lione
        strasbourg | straßburg | strassburg
        nice | nizza | niza
        munich | münchen | muenchen | monaco di baviera | múnich | monachium | mnichov
        cologne | köln | koeln | colonia
        nuremberg | nürnberg | nuernberg
        hanover | hannover
        frankfurt | frankfurt am main | frankfurt main | frankfurt a m | frankfurt/main | francfort | francoforte
        berlin | berlino | berlín
        hamburg | hamburgo | amburgo
        dusseldorf | düsseldorf | duesseldorf
        brunswick | braunschweig
        aachen | aix la chapelle
        vienna | wien | vienne | viena | bécs
        salzburg | salzbourg
        zurich | zürich | zuerich | zurigo
        geneva | genève | genf | ginevra | ginebra
        basel | basle | bâle | basilea
        bern | berne | berna
        lucerne | luzern | lucerna
        lausanne | losanna
        brussels | bruxelles | brussel | brüssel | bruselas
        antwerp | antwerpen | anvers | amberes
        ghent | gent | gand
        bruges | brugge
        liege | liège | luik | lüttich
        the hague | den haag | s gravenhage | la haya | la haye | hague
        amsterdam | ámsterdam
        rotterdam | róterdam
        luxembourg | luxemburg | luxembourg city
        copenhagen | københavn | kopenhagen | copenhague | copenaghen | kobenhavn
        aarhus | århus | arhus
        gothenburg | göteborg | goteborg
        stockholm | estocolmo | stoccolma
        malmo | malmö
        oslo | kristiania
        helsinki | helsingfors
        turku | åbo
        warsaw | warszawa | warschau | varsovia | varsovie | varsavia
        cracow | kraków | krakow | krakau | cracovia | cracovie
        wroclaw | wrocław | breslau
        gdansk | gdańsk | danzig
        poznan | poznań | posen
        lodz | łódź
        prague | praha | prag | praga
        brno | brünn
        pilsen | plzeň
        bratislava | pressburg | pozsony
        budapest | budapeszt | budapešť
        bucharest | bucurești | bukarest | bucarest
        sofia | софия | sofija
        belgrade | beograd | belgrad | београд
        zagreb | agram
        ljubljana | laibach
        athens | athina | αθήνα | athen | athènes | atenas | atene | athinai
        thessaloniki | θεσσαλονίκη | salonica | saloniki
        istanbul | i̇stanbul | estambul | constantinople
        ankara | angora
        izmir | i̇zmir | smyrna
        moscow | moskva | москва | moskau | moscou | moscú | mosca
        saint petersburg | st petersburg | sankt petersburg | санкт-петербург | спб | leningrad | san pietroburgo
        kyiv | kiev | київ | киев | kiew
        lviv | lvov | lwów | lemberg | львів
        kharkiv | kharkov | харків
        odesa | odessa | одеса
        minsk | минск | мінск
        vilnius | wilno | wilna
        riga | rīga
        tallinn | reval
        rome | roma | rom
        milan | milano | mailand | milán
        turin | torino | turín
        florence | firenze | florenz | florencia
        venice | venezia | venedig | venecia | venise
        naples | napoli | neapel | nápoles
        genoa | genova | genua | gênes
        bologna | bolonia | bologne
        padua | padova
        bolzano | bozen
        madrid | madrid capital
        barcelona | barcelone | barcellona
        seville | sevilla | siviglia
        saragossa | zaragoza
        corunna | a coruña | la coruña
        san sebastian | donostia | donostia san sebastian
        bilbao | bilbo
        lisbon | lisboa | lissabon | lisbonne | lisbona
        porto | oporto
        cairo | القاهرة | al qahirah | kairo | le caire
        alexandria | الإسكندرية | alexandrie
        jerusalem | ירושלים | القدس
        tel aviv | tel aviv yafo | tel aviv jaffa | תל אביב
        beirut | بيروت | beyrouth
        damascus | دمشق
        baghdad | بغداد
        riyadh | الرياض | ar riyadh | riad
        jeddah | جدة | jidda | djeddah
        dubai | دبي
        abu dhabi | أبو ظبي | abou dabi
        doha | الدوحة
        kuwait city | مدينة الكويت | kuwait
        tehran | تهران | teheran
        casablanca | الدار البيضاء
        algiers | alger | الجزائر
        tunis | تونس
        mumbai | bombay | मुंबई
        kolkata | calcutta
        chennai | madras
        bengaluru | bangalore
        new delhi | delhi | नई दिल्ली
        gurugram | gurgaon
        pune | poona
        beijing | peking | 北京 | 北京市 | pékin | pekin | beijing shi
        shanghai | 上海 | 上海市 | schanghai | shanghai shi
        guangzhou | canton | 广州 | 广州市 | kanton
        shenzhen | 深圳 | 深圳市
        tianjin | 天津 | 天津市
        chongqing | 重庆 | 重庆市 | chungking
        hangzhou | 杭州 | 杭州市
        nanjing | 南京 | 南京市 | nanking
        wuhan | 武汉 | 武汉市
        chengdu | 成都 | 成都市
        xian | xi'an | 西安 | 西安市
        suzhou | 苏州 | 苏州市
        hong kong | 香港 | hongkong | kowloon
        taipei | 台北 | 台北市 | taipeh
        tokyo | 东京 | 東京都 | tokio | tōkyō
        osaka | 大阪 | 大阪市 | ōsaka
        kyoto | 京都 | 京都市
        yokohama | 横浜 | 横浜市
        nagoya | 名古屋 | 名古屋市
        kobe | 神戸 | 神戸市
        sapporo | 札幌 | 札幌市
        seoul | 서울 | 서울특별시 | 首尔 | seul
        busan | 부산 | pusan
        bangkok | กรุงเทพ | กรุงเทพมหานคร | krung thep
        ho chi minh city | saigon | thành phố hồ chí minh | hcmc | tp hcm | ho chi minh
        hanoi | hà nội | ha noi
        yangon | rangoon
        jakarta | djakarta | dki jakarta
        kuala lumpur | kl
        singapore | singapur | 新加坡
        manila | maynila
        sao paulo | são paulo | san pablo | s paulo
        rio de janeiro | rio | r de janeiro
        buenos aires | caba | capital federal | ciudad autonoma de buenos aires
        bogota | bogotá | bogota dc | santa fe de bogota
        medellin | medellín
        santiago | santiago de chile
        lima | lima metropolitana
        """
}
