extension Culture {
    static let indian = Culture(
        given: """
            Rajesh/Raj Amit Sanjay/Sanju Rahul Suresh Ramesh Vijay Anil Sunil Ajay Manoj Rakesh Ashok Vinod Deepak/Deepu Arun Ravi Prakash Mukesh Naveen
            Vikram/Vicky Karthik Arjun Rohit Nikhil Aditya/Adi Siddharth/Sid Harish Ganesh Mohammed/Mohd Imran Priya Pooja Neha Anjali/Anju Sunita Kavita
            Rekha Meena Lakshmi Divya Deepika Shreya Swati Nisha Asha Radha Geeta Anita Sneha Aishwarya Fatima Harpreet Gurpreet
            """,
        surnames: """
            Sharma Patel Singh Kumar Gupta Shah Reddy Mehta Verma Joshi Agarwal Iyer Nair Rao Desai Jain Khan Mishra Pillai Chopra Malhotra Kapoor Banerjee
            Mukherjee Chatterjee Das Ghosh Bose Sinha Yadav Choudhary Pandey Tiwari Saxena Bhat Kulkarni Patil Deshpande Naidu Menon Krishnan Subramanian
            Bansal Goyal Mittal Jindal Ahuja Bhatia Arora Khanna Sethi Thakur Rathore Solanki Parekh Trivedi Gandhi Modi Lal Prasad Ansari Sheikh Fernandes
            """,
        trades: """
            Constructions:construction
            Infra Projects:construction
            Electricals:electrical
            Engineering Works:machinery
            Machine Tools:machinery
            Steels:metal
            Alloys:metal
            Infotech:software
            Software Solutions:software
            Technologies:software
            Systems:it
            Logistics:logistics
            Roadways:trucking
            Transport Corporation:trucking
            Consultancy Services:consulting
            Hospitals:health
            Diagnostics:health
            Pharma:pharma
            Laboratories:pharma
            Chemicals:chemicals
            Agro Foods:food
            Sweets:food
            Dairy Products:food
            Hotels:hotels
            Traders:wholesale
            Enterprises:wholesale
            Exports:wholesale
            Impex:wholesale
            Finance:investment
            Finvest:investment
            Developers:property
            Estates:property
            Associates:accounting
            Media Works:media
            Offset Printers:printing
            Textiles:textiles
            Fabrics:textiles
            Spinning Mills:textiles
            Garments:textiles
            Motors:cars
            Auto Components:cars
            Agri Sciences:farming
            Power:energy
            Solar Energy:energy
            Educational Trust:education
            Electronics:electronics
            Biotech:biotech
            Facility Services:cleaning
            Jewellers:retail
            Polymers:plastics
            Plastics:plastics
            Packaging Industries:plastics
            """,
        owner:
            "{a} {t}|{a} {t}|{a} & Sons|{a} Brothers {t}|{g} {t}|Shri {g} {t}|{a} & Co.|{a} Group|Sri {a} {t}|{g} {a} {t}",
        partners: "{a} & {b}|{a} {b} {t}|{a} & {b} {t}|{a} {b} & Associates",
        trade: "{x} {t}|{x} {t}|{x}|{x} India|{x} Group|{x} Global {t}",
        town: "{p} {t}|{r} {t}|Bharat {t} {p}|National {t} {p}|New {p} {t}|Sree {p} {t}",
        group: "India|Holdings|Industries|Exports|Infrastructure|Finance|Services|Global|Ventures|Retail|Power",
        streets: """
            {n}, MG Road
            Plot No. {n}, Industrial Area Phase {m}
            {n}/{m}, {s} Nagar
            Shop No. {n}, {s} Market
            {n}, {s} Complex, Station Road
            B-{n}, Sector {m}
            {n}, Anna Salai
            No. {n}, {m}th Cross, {s} Layout
            """,
        surnameHalves: (
            "Bala Chandra Deva Gopala Hari Jaya Kala Krishna Maha Nara Parama Rama Ranga Sada Soma Surya Uma Venkata Vidya Vishnu",
            "murthy swamy raj nathan kumar dasan puri lingam pathi dev rajan chandran"
        ),
        townHalves: (
            "Ram Krishna Rajah Shiv Nara Kama Bala Chandra Deva Hari Jaya Maha Surya Vijaya Thiru",
            "pur nagar abad garh puram palli wada patnam"
        )
    )
    static let japanese = Culture(
        given: """
            Hiroshi=浩 Takashi=隆 Kenji=健二/Ken Satoshi=聡 Makoto=誠 Akira=明 Masahiro=正博/Masa Kazuo=和夫/Kazu Daisuke=大輔 Yuki=裕樹 Shinji=真司 Tetsuya=哲也 Naoki=直樹
            Ryo=亮 Kenta=健太 Takuya=拓也 Yusuke=雄介 Haruto=陽翔 Ren=蓮 Koichi=浩一 Yoko=洋子 Keiko=恵子 Kazuko=和子 Yumi=由美 Akiko=明子 Naoko=直子 Tomoko=智子 Sachiko=幸子
            Emi=恵美 Mayumi=真由美 Yuko=裕子 Haruka=遥 Misaki=美咲 Aoi=葵 Sakura=さくら Rina=里奈
            """,
        surnames: """
            Sato=佐藤 Suzuki=鈴木 Takahashi=高橋 Tanaka=田中 Ito=伊藤 Watanabe=渡辺 Yamamoto=山本 Nakamura=中村 Kobayashi=小林 Kato=加藤 Yoshida=吉田 Yamada=山田 Sasaki=佐々木
            Yamaguchi=山口 Matsumoto=松本 Inoue=井上 Kimura=木村 Hayashi=林 Shimizu=清水 Yamazaki=山崎 Mori=森 Abe=阿部 Ikeda=池田 Hashimoto=橋本 Ishikawa=石川 Yamashita=山下
            Nakajima=中島 Maeda=前田 Fujita=藤田 Ogawa=小川 Goto=後藤 Okada=岡田 Hasegawa=長谷川 Murakami=村上 Kondo=近藤 Ishii=石井 Saito=斎藤 Sakamoto=坂本 Endo=遠藤 Aoki=青木
            Fujii=藤井 Nishimura=西村 Fukuda=福田 Ota=太田 Miura=三浦 Takeuchi=竹内 Nakagawa=中川 Okamoto=岡本 Matsuda=松田 Harada=原田 Nakano=中野 Ono=小野 Tamura=田村 Fujiwara=藤原
            Ueda=上田 Morita=森田 Kaneko=金子 Shibata=柴田 Sakai=酒井 Kudo=工藤 Yokoyama=横山 Miyazaki=宮崎 Miyamoto=宮本 Uchida=内田 Takagi=高木 Ando=安藤 Taniguchi=谷口 Ohno=大野
            Maruyama=丸山 Imai=今井 Takada=高田 Fujimoto=藤本 Takeda=武田 Murata=村田 Ueno=上野 Sugiyama=杉山 Masuda=増田 Hirano=平野 Kojima=小島 Chiba=千葉 Kubo=久保 Matsui=松井
            """,
        trades: """
            Kensetsu=建設:construction
            Komuten=工務店:construction
            Denki=電機:electronics
            Kogyo=工業:machinery
            Seisakusho=製作所:machinery
            Seiki=精機:machinery
            Kinzoku=金属:metal
            Tekko=鉄工:metal
            Systems=システム:it
            Software=ソフトウェア:software
            Joho=情報:it
            Unyu=運輸:trucking
            Butsuryu=物流:logistics
            Horitsu=法律事務所:law
            Kaikei=会計:accounting
            Shika=歯科:dental
            Seiyaku=製薬:pharma
            Yakuhin=薬品:pharma
            Kagaku=化学:chemicals
            Shokuhin=食品:food
            Seika=製菓:food
            Shuzo=酒造:food
            Shoten=商店:retail
            Shoji=商事:wholesale
            Bussan=物産:wholesale
            Boeki=貿易:wholesale
            Hoken=保険:insurance
            Fudosan=不動産:property
            Sekkei=設計:architecture
            Insatsu=印刷:printing
            Shuppan=出版:media
            Sen'i=繊維:textiles
            Kagu=家具:furniture
            Jidosha=自動車:cars
            Nosan=農産:farming
            Denryoku=電力:energy
            Kankyo=環境:waste
            Gakuen=学園:education
            Tsushin=通信:telecom
            Ryoko=旅行:travel
            Jushi=樹脂:plastics
            """,
        owner: "{a} {t}|{a} {t}|{a} {t}|{a} Group",
        partners: "{a} & {b} {t}|{a} {b} {t}",
        trade: "{x} {t}|{x}|{x} Japan|{x} Holdings",
        town: "{p} {t}|{r} {t}|Nippon {p} {t}|Shin {p} {t}",
        group: "Japan|Holdings|Systems|Logistics|Trading|Kyushu|Kansai|Engineering|Service",
        streets: """
            {m}-{n}-{m} Ginza
            {n}-{m} Honcho
            {s} Building {m}F, {n}-{m} Chuo
            {m}-chome {n}-{m}, {s}-cho
            """,
        surnameHalves: (
            "Aka Ao Ara Asa Fuji Fuka Fuku Furu Hama Hara Hiro Hori Ichi Ike Ima Ishi Iwa Kana Kata Kawa Kita Kuro Mae Maru Mina Miya Mizu Mura Naka Naga Nishi O Oka Saka Saku Shima Shira Sugi Taka Take Tana Toyo Ue Waka Yama Yoko Yoshi",
            "da gawa hara hashi i moto kura mi mori mura nishi no numa saka saki sawa shima ta tani ura uchi yama be"
        ),
        townHalves: ("Kami Shimo Higashi Nishi Kita Minami Naka O Ko Shin", "yama kawa saki shima hara mura da numa")
    )
    static let chinese = Culture(
        given: """
            Wei=伟/Will Fang=芳 Min=敏/Mindy Jing=静 Li=丽/Lily Qiang=强 Lei=磊/Leo Jun=军 Yang=洋 Yong=勇 Yan=艳 Jie=杰/Jack Juan=娟 Tao=涛/Tom Ming=明 Chao=超 Xiuying=秀英 Xia=霞
            Ping=平 Gang=刚 Guiying=桂英 Hua=华 Xiaoming=晓明 Jianguo=建国 Zhiqiang=志强 Yuhan=雨涵 Zihan=子涵 Haoyu=浩宇 Xinyi=欣怡/Cindy Meiling=美玲/May Jiahao=嘉豪/Jason
            """,
        surnames: """
            Wang=王 Li=李 Zhang=张 Liu=刘 Chen=陈 Yang=杨 Huang=黄 Zhao=赵 Wu=吴 Zhou=周 Xu=徐 Sun=孙 Ma=马 Zhu=朱 Hu=胡 Guo=郭 He=何 Lin=林 Gao=高 Luo=罗 Zheng=郑 Liang=梁 Xie=谢 Song=宋
            Tang=唐 Han=韩 Feng=冯 Deng=邓 Cao=曹 Peng=彭 Zeng=曾 Xiao=肖 Tian=田 Dong=董 Pan=潘 Yuan=袁 Cai=蔡 Jiang=蒋 Yu=余 Du=杜 Ye=叶 Cheng=程 Wei=魏 Su=苏 Lu=卢 Ding=丁 Ren=任 Yao=姚
            """,
        trades: """
            Construction=建设:construction
            Machinery=机械:machinery
            Heavy Industry=重工:machinery
            Metal Products=金属制品:metal
            Steel=钢铁:metal
            Software=软件:software
            Technology=科技:software
            Network Technology=网络科技:it
            Logistics=物流:logistics
            Supply Chain=供应链:logistics
            Consulting=咨询:consulting
            Medical=医疗:health
            Pharmaceutical=制药:pharma
            Biotechnology=生物科技:biotech
            Chemical=化工:chemicals
            Food=食品:food
            Catering=餐饮:restaurants
            Trading=贸易:wholesale
            Import & Export=进出口:wholesale
            International Trade=国际贸易:wholesale
            Investment=投资:investment
            Real Estate=房地产:property
            Advertising=广告:marketing
            Culture Media=文化传媒:media
            Printing=印刷:printing
            Textile=纺织:textiles
            Garment=服装:textiles
            Furniture=家具:furniture
            Auto Parts=汽车配件:cars
            Agriculture=农业:farming
            New Energy=新能源:energy
            Electric Power=电力:energy
            Environmental Protection=环保:waste
            Education=教育:education
            Electronics=电子:electronics
            Optoelectronics=光电:electronics
            Semiconductor=半导体:electronics
            Plastic=塑料:plastics
            New Materials=新材料:plastics
            """,
        owner: "{x} {t}|{x} {x} {t}",
        partners: "{x} & {y} {t}",
        trade: "{p} {x} {t}|{p} {x} {t}|{p} {x} {t}|{x} {t}|{x} Group|{r} {x} {t}",
        town: "{p} {x} {t}|{p} {t}|{p} No. {m} {t}|{r} {t}",
        group: "Group|Holdings|Technology|Logistics|Investment|Hong Kong|International|Materials|Equipment",
        streets: """
            No. {n}, Zhongshan Road
            No. {n} Renmin Road
            {m}F, Building {m}, No. {n} {s} Road
            Room {n}, {s} Plaza
            No. {n}, {s} Industrial Park
            """,
        surnameHalves: (
            "Bao=宝 Chang=长 Cheng=诚 Da=大 De=德 Dong=东 Fu=富 Guang=光 Hai=海 Hao=浩 Heng=恒 Hong=宏 Hua=华 Hui=汇 Jia=嘉 Jin=金 Jing=京 Kai=凯 Lian=联 Long=龙 Ming=明 Nan=南 Qi=启 Rui=瑞 Shun=顺 Tai=泰 Tian=天 Tong=通 Wan=万 Xin=新 Xing=兴 Yi=亿 Yong=永 Yuan=源 Zhong=中 Zhi=智",
            "an=安 bang=邦 cheng=成 chuang=创 da=达 de=德 feng=丰 fu=福 hai=海 he=和 hui=辉 jie=捷 ke=科 li=利 lian=联 long=隆 rui=瑞 run=润 sheng=盛 shun=顺 tai=泰 te=特 tian=天 tong=通 wei=威 xin=信 xing=兴 yang=阳 ye=业 yu=宇 yuan=源 ze=泽"
        ),
        townHalves: ("Dong Xi Nan Bei Xin Da Jin Hai", "shan jiang hai cheng an zhou yang he")
    )
    static let korean = Culture(
        given: """
            Min-jun=민준 Seo-jun=서준 Do-yun=도윤 Ji-hoon=지훈 Sung-ho=성호 Young-ho=영호 Jae-hyun=재현/Jay Dong-hyun=동현 Sang-woo=상우 Hyun-woo=현우 Jun-ho=준호 Kyung-soo=경수
            Ji-woo=지우 Seo-yeon=서연 Min-ji=민지 Soo-jin=수진/Sue Eun-ji=은지 Hye-jin=혜진 Young-hee=영희 Mi-kyung=미경 Yu-na=유나 Ji-young=지영
            """,
        surnames:
            "Kim=김 Lee=이 Park=박 Choi=최 Jung=정 Kang=강 Cho=조 Yoon=윤 Jang=장 Lim=임 Han=한 Oh=오 Seo=서 Shin=신 Kwon=권 Hwang=황 Ahn=안 Song=송 Ryu=류 Hong=홍 Jeon=전 Ko=고 Moon=문 Bae=배 Baek=백",
        trades: """
            Construction=건설:construction
            Machinery=기계:machinery
            Precision=정밀:machinery
            Steel=철강:metal
            Metal=금속:metal
            Software=소프트웨어:software
            Systems=시스템:it
            Logistics=물류:logistics
            Transport=운수:trucking
            Pharm=제약:pharma
            Chemical=화학:chemicals
            Foods=식품:food
            Trading=무역:wholesale
            Insurance=보험:insurance
            Investment=투자:investment
            Engineering=엔지니어링:engineering
            Textile=섬유:textiles
            Motors=모터스:cars
            Energy=에너지:energy
            Electronics=전자:electronics
            Semicon=반도체:electronics
            Telecom=통신:telecom
            Bio=바이오:biotech
            Plastics=플라스틱:plastics
            """,
        owner: "{x} {t}|{x} {x} {t}",
        partners: "{x} & {y} {t}",
        trade: "{x} {t}|{x} {t}|{x}|{x} Korea",
        town: "{p} {t}|{p} {x} {t}",
        group: "Korea|Holdings|Systems|Engineering|Logistics|C&T|Electronics",
        streets: """
            {n}, Teheran-ro
            {n}-{m}, {s}-daero
            {m}F, {n} Sejong-daero
            {n}, {s}-gil
            """,
        surnameHalves: (
            "Dae=대 Dong=동 Han=한 Hyun=현 Sam=삼 Sun=선 Sung=성 Shin=신 Seo=서 Nam=남 Kum=금 Woo=우 Young=영 Il=일 Jin=진 Tae=태 Kyung=경 Ji=지",
            "yang=양 a=아 woo=우 jin=진 sung=성 kuk=국 il=일 won=원 bo=보 chang=창 sin=신 kang=강 ho=호 san=산 hwa=화 min=민"
        ),
        townHalves: ("Dong Seo Nam Buk Sin Dae Han", "cheon san pyeong ju gu seong po")
    )
    static let arabic = Culture(
        given: """
            Mohammed=محمد/Mohamed/Mo Ahmed=أحمد Ali=علي Omar=عمر Khalid=خالد Abdullah=عبدالله/Abdulla Hassan=حسن Hussein=حسين Yousef=يوسف/Joseph Ibrahim=إبراهيم Saeed=سعيد Rashid=راشد
            Sultan=سلطان Hamad=حمد Tariq=طارق Rajesh Sanjay Fatima=فاطمة Aisha=عائشة Mariam=مريم Noura=نورة Sara=سارة Layla=ليلى Huda=هدى Amina=أمينة Salma=سلمى
            """,
        surnames: """
            Al_Maktoum=آل_مكتوم Al_Nahyan=آل_نهيان Al_Mansoori=المنصوري Al_Hashimi=الهاشمي Al_Suwaidi=السويدي Al_Shamsi=الشامسي Al_Mazrouei=المزروعي Al_Zaabi=الزعابي
            Al_Ketbi=الكتبي Al_Marri=المري Al_Falasi=الفلاسي Al_Futtaim=الفطيم Al_Ghurair=الغرير Khan Hussain Rahman Haddad=حداد Khoury=خوري Nasser=ناصر Saleh=صالح Mansour=منصور
            Farah=فرح Habib=حبيب Aziz=عزيز Qasim=قاسم Najjar=نجار Sayegh=صايغ
            """,
        trades: """
            Contracting=للمقاولات:construction
            Building Materials=لمواد البناء:wholesale
            General Trading=للتجارة العامة:wholesale
            Trading=للتجارة:wholesale
            Technical Services=للخدمات الفنية:electrical
            Steel=للحديد:metal
            Real Estate=العقارية:property
            Investments=للاستثمار:investment
            Logistics=للخدمات اللوجستية:logistics
            Shipping=للشحن:logistics
            Foodstuff Trading=لتجارة المواد الغذائية:food
            Restaurant=مطعم:restaurants
            Medical Supplies=للمستلزمات الطبية:health
            Technologies=للتكنولوجيا:software
            Travel & Tourism=للسفر والسياحة:travel
            Motors=للسيارات:cars
            Cleaning Services=لخدمات التنظيف:cleaning
            Advertising=للدعاية والإعلان:marketing
            Oilfield Services=للخدمات النفطية:energy
            Consultancy=للاستشارات:consulting
            """,
        owner: "{a} {t}|{a} {t}|{g} {a} {t}|{a} Group|{a} Brothers {t}|Bin {a} {t}",
        partners: "{a} & {b} {t}|{a} {b} {t}",
        trade: "{x} {t}|{x} Middle East {t}|{x} Gulf {t}|{x}",
        town: "{p} {t}|{p} National {t}|Emirates {p} {t}|New {p} {t}",
        group: "Middle East|Gulf|Holding|International|MENA|Trading|Properties",
        streets: """
            Sheikh Zayed Road, Tower {m}
            Office {n}, {s} Building, Business Bay
            Warehouse {n}, Al Quoz Industrial {m}
            P.O. Box {n}{m}
            """,
        surnameHalves: (
            "Al_Ba Al_Da Al_Ha Al_Ja Al_Ka Al_Ma Al_Na Al_Ra Al_Sa Al_Ta Bin_Ha Bin_Sa",
            "ddadi hri lami mmadi rawi shidi tabi wadi youbi zeeri bri deri"
        ),
        townHalves: ("Al_ Ras_Al_ Umm_", "Ain Khaimah Quwain Barsha Safa Wasl Nahda Fahidi")
    )
}
