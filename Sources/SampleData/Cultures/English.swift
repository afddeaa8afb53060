extension Culture {
    static let english = Culture(
        given: """
            James/Jim/Jimmy Robert/Bob/Rob John/Jack Michael/Mike David/Dave William/Bill/Will Richard/Rick/Dick Joseph/Joe
            Thomas/Tom Christopher/Chris Charles/Charlie/Chuck Daniel/Dan Matthew/Matt Anthony/Tony Mark Donald/Don
            Steven/Steve Andrew/Andy Paul Joshua/Josh Kenneth/Ken Kevin Brian George Timothy/Tim Ronald/Ron Edward/Ed/Ted
            Jason Jeffrey/Jeff Ryan Jacob/Jake Gary Nicholas/Nick Eric Jonathan/Jon Stephen/Steve Larry Justin Scott
            Brandon Benjamin/Ben Samuel/Sam Gregory/Greg Alexander/Alex Patrick/Pat Frank Raymond/Ray Jack Dennis Jerry
            Tyler Aaron Jose Adam Nathan/Nate Henry/Harry Douglas/Doug Zachary/Zach Peter/Pete Kyle Noah Ethan Jeremy
            Walter Keith Austin Roger Terry Sean Gerald/Gerry Carl Dylan Harold/Hal Jordan Jesse Bryan Lawrence/Larry
            Arthur/Art Gabriel/Gabe Bruce Logan Billy Albert/Al Willie Juan Wayne Elijah Randy Vincent/Vince Mason Roy
            Mary Patricia/Pat/Trish Jennifer/Jen/Jenny Linda Elizabeth/Liz/Beth Barbara/Barb Susan/Sue Jessica/Jess
            Sarah Karen Lisa Nancy Sandra/Sandy Betty Ashley Emily Kimberly/Kim Margaret/Maggie/Peggy Donna Michelle
            Carol Amanda/Mandy Melissa/Mel Deborah/Debbie/Deb Stephanie/Steph Rebecca/Becky Sharon Laura Cynthia/Cindy
            Dorothy/Dot Amy Kathleen/Kathy Angela/Angie Shirley Emma Brenda Pamela/Pam Nicole/Nikki Anna Samantha/Sam
            Katherine/Kate/Katie Christine/Chris Debra/Deb Rachel Carolyn Janet Maria Olivia/Liv Heather Helen
            Catherine/Cathy Diane Julie Victoria/Vicky Joyce Lauren Kelly Christina/Tina Ruth Joan Virginia/Ginny
            Judith/Judy Evelyn Hannah Andrea Megan/Meg Cheryl Jacqueline/Jackie Madison Teresa/Terri Abigail/Abby Sophia
            Martha Sara Gloria Janice Kathryn/Kathy Ann Isabella/Bella Judy Charlotte/Charlie Julia Grace Amber Alice
            Jean Denise Frances/Fran Danielle/Dani Marilyn Natalie/Nat Beverly Diana Brittany Theresa Kayla Alexis
            """,
        surnames: """
            Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Thomas Moore Martin Jackson Thompson
            White Harris Clark Lewis Robinson Walker Young Allen King Wright Scott Hill Green Adams Nelson Baker Hall
            Campbell Mitchell Carter Roberts Turner Phillips Evans Parker Edwards Collins Stewart Morris Murphy Cook Rogers
            Morgan Cooper Peterson Reed Bailey Kelly Howard Ward Cox Richardson Wood Watson Brooks Bennett Gray James Hughes
            Price Myers Long Foster Sanders Ross Powell Sullivan Russell Jenkins Perry Butler Barnes Fisher Henderson
            Coleman Simmons Patterson Jordan Reynolds Hamilton Graham Wallace Cole West Hayes Ellis Marshall Owens
            McDonald Harrison Ford Kennedy Wells Webb Freeman Porter Hunter Hicks Crawford Henry Boyd Mason Warren Dixon
            Burns Gordon Shaw Holmes Rice Robertson Hunt Black Daniels Palmer Mills Grant Knight Ferguson Stone Hawkins
            Dunn Perkins Hudson Spencer Gardner Payne Pierce Berry Matthews Wagner Willis Watkins Olson Carroll Duncan
            Snyder Hart Cunningham Bradley Lane Andrews Ruiz Harper Fox Riley Armstrong Carpenter Weaver Greene Lawrence
            Elliott Chavez Sims Franklin Lawson Fields Austin Ryan Schmidt Carr Wheeler Chapman Oliver Montgomery Bishop
            Nguyen Garcia Rodriguez Martinez Hernandez Lopez Gonzalez Perez Sanchez Ramirez Torres Flores Rivera Patel
            O'Brien O'Connor Fitzgerald MacLeod Whitaker Pemberton Lockwood Thornton Ashworth Blackwood Cartwright
            """,
        trades: """
            Construction:construction
            Builders:construction
            Contracting:construction
            Homes:construction
            Plumbing:plumbing
            Plumbing & Heating:plumbing
            Heating & Cooling:plumbing
            Electric:electrical
            Electrical Services:electrical
            Roofing:roofing
            Joinery:roofing
            Machine Works:machinery
            Equipment:machinery
            Manufacturing:machinery
            Industries:machinery
            Metal Products:metal
            Steel:metal
            Precision Engineering:metal
            Software:software
            Technologies:software
            Labs:software
            Systems:it
            Information Technology:it
            Solutions:it
            Networks:it
            Logistics:logistics
            Freight Services:logistics
            Transport:trucking
            Trucking:trucking
            Haulage:trucking
            Law Group:law
            Legal:law
            Solicitors:law
            Accounting:accounting
            Tax Services:accounting
            Consulting:consulting
            Advisors:consulting
            Management Services:consulting
            Dental Care:dental
            Family Dentistry:dental
            Medical Center:health
            Health Services:health
            Orthopedics:health
            Pharmaceuticals:pharma
            Chemicals:chemicals
            Foods:food
            Bakery:food
            Restaurant Group:restaurants
            Catering:restaurants
            Hotels:hotels
            Hospitality:hotels
            Hardware:retail
            Stores:retail
            Furniture:furniture
            Interiors:furniture
            Supply:wholesale
            Distributors:wholesale
            Trading:wholesale
            Insurance Agency:insurance
            Insurance Brokers:insurance
            Bank:banking
            Capital Management:investment
            Capital:investment
            Wealth Advisors:investment
            Ventures:investment
            Properties:property
            Realty:property
            Property Management:property
            Architects:architecture
            Engineering:engineering
            Associates:engineering
            Marketing:marketing
            Advertising:marketing
            Communications:marketing
            Media:media
            Productions:media
            Printing:printing
            Textiles:textiles
            Motors:cars
            Auto Repair:garages
            Garage:garages
            Farms:farming
            Nurseries:farming
            Vineyards:wine
            Energy:energy
            Solar:energy
            Power Services:energy
            Environmental Services:waste
            Recycling:waste
            Learning:education
            Academy:education
            Telecom:telecom
            Electronics:electronics
            Controls:electronics
            Biosciences:biotech
            Therapeutics:biotech
            Cleaning Services:cleaning
            Landscaping:cleaning
            Security Services:security
            Travel:travel
            Tours:travel
            Foundation:charity
            Fitness:sports
            Plastics:plastics
            Packaging:plastics
            Salon:beauty
            """,
        owner:
            "{a} {t}|{a} {t}|{a} {t}|{g} {a} {t}|{a}'s {t}|{a} & Sons|{a} Brothers {t}|{a} Bros. {t}|{a} & Co.|{a} Family {t}|J. {a} {t}|{a} & Daughters {t}|{a} Group|The {a} Company",
        partners:
            "{a} & {b}|{a} & {b} {t}|{a}, {b} & Associates|{a} {b} {t}|{a} and {b}|{a} & {b} Partners|{a}, {b} & {c}",
        trade: "{x} {t}|{x} {t}|{x}|{x} Group|{x} {t} Group|{x} International",
        town:
            "{p} {t}|{p} {t}|{r} {t}|{p} Regional {t}|Greater {p} {t}|{t} of {p}|First {p} {t}|{p} Valley {t}|{p} County {t}|North {p} {t}|University of {p}|City of {p}",
        group:
            "Holdings|Group|International|Services|North America|Europe|Operations|Financial Services|Distribution|Logistics|Manufacturing|Technology|Ireland|UK|Canada|Asia Pacific|Retail|Real Estate",
        streets: """
            {n} Main Street
            {n} High Street
            {n} Oak Avenue
            {n} Park Road
            {n} Church Street
            {n} Maple Drive
            {n} Station Road
            {n} Washington Boulevard
            {n} Lincoln Way
            {n} Industrial Parkway
            {n} Victoria Road
            {n} {s} Street
            {n} {s} Avenue
            {n} {s} Road
            {n} {s} Lane, Suite {m}00
            {n} {s} Drive, Unit {m}
            Unit {m}, {s} Business Park
            {n} N. {s} Boulevard
            {n} West {m}th Street
            """,
        surnameHalves: (
            """
            Ash Brad Hol Wood Hart Whit Black Thorn Law Mar Nor Pem Rad Sher Stan Sut Tal Ux War Wes Win Al Bar Bed Black
            Bran Buck Car Clay Clif Cran Den Dun Eas Farn Gar Gil Hal Ham Har Hay Hors Kirk Lang Led Lock Mel Mid Mor New
            Pres Rams Red Row Sed Shel Spen Stock Swin Tun Wal Whea
            """,
            """
            ford ton ley well worth bury croft field combe brook wick ham stead wood man more gate bridge by shaw ridge
            den low cliffe ston hurst
            """
        ),
        townHalves: (
            """
            Ash Birch Bridge Brook Cedar Clear Clif Clover Eagle East Elm Fair Falcon Fern Glen Grand Green Harbor Hazel High
            Iron Kings Lake Lex Maple Mid Mill Moss New North Oak Pine Port Red River Rock Rose Salt Sand Silver South Spring
            Stone Summer Sun Union Wal West White Wil Wind Win
            """,
            """
            ton ford field ville wood dale burg brook port land view mont bury ham stead haven ridge water hill creek
            """
        )
    )
}
