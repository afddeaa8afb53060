extension Nation {
    static let turkey = Nation(
        "TR",
        "Türkiye",
        or: "Turkey|TR|TUR",
        weight: 14,
        culture: .turkish,
        domains: "com.tr com.tr com",
        calling: "90",
        trunk: "0",
        mobile: "532 ### ## ##",
        forms: """
            A.Ş.|AŞ|Anonim Şirketi|A.S.
            Ltd. Şti.|Limited Şirketi|Ltd Sti
            """,
        places: """
            İstanbul|34|İstanbul|34###|212 %## ## ##
            İstanbul|34|İstanbul|34###|216 %## ## ##
            Ankara|06|Ankara|06###|312 %## ## ##
            İzmir|35|İzmir|35###|232 %## ## ##
            Bursa|16|Bursa|16###|224 %## ## ##
            """
    )
    static let greece = Nation(
        "GR",
        "Greece",
        or: "Ελλάδα|GR|Hellas",
        weight: 7,
        culture: .greek,
        domains: "gr gr com",
        calling: "30",
        trunk: "",
        mobile: "697 #######",
        forms: """
            A.E.|S.A.|Α.Ε.|AE
            E.P.E.|Ltd|Ε.Π.Ε.|EPE
            IKE|P.C.|Ι.Κ.Ε.
            """,
        places: """
            Athens|I|Attica|10# ##|21 0%## ####
            Thessaloniki|B|Central Macedonia|54# ##|231 0%# ####
            Patras|G|Western Greece|26# ##|261 0%# ####
            Heraklion|M|Crete|71# ##|281 0%# ####
            """
    )
    static let ukraine = Nation(
        "UA",
        "Ukraine",
        or: "Україна|UA|UKR",
        weight: 8,
        culture: .ukrainian,
        domains: "ua com.ua com.ua com",
        calling: "380",
        trunk: "0",
        mobile: "67 ### ## ##",
        forms: """
            LLC|TOV|ТОВ|Limited Liability Company
            PrJSC|ПрАТ|JSC
            """,
        places: """
            Kyiv|30|Kyiv|01###|44 %## ## ##
            Lviv|46|Lviv Oblast|79###|32 2## ## ##
            Odesa|51|Odesa Oblast|65###|48 7## ## ##
            Kharkiv|63|Kharkiv Oblast|61###|57 7## ## ##
            Dnipro|12|Dnipropetrovsk Oblast|49###|56 7## ## ##
            """
    )
    static let india = Nation(
        "IN",
        "India",
        or: "IN|IND|Bharat",
        weight: 45,
        culture: .indian,
        domains: "in in co.in com com",
        calling: "91",
        trunk: "0",
        mobile: "98### #####",
        forms: """
            Private Limited|Pvt. Ltd.|Pvt Ltd|P. Ltd|(P) Ltd
            Pvt. Ltd.|Private Limited|Pvt Ltd|P Ltd
            Limited|Ltd.|Ltd
            LLP|Limited Liability Partnership
            """,
        places: """
            Mumbai|MH|Maharashtra|400###|22 2### ####
            Pune|MH|Maharashtra|411###|20 2### ####
            Nagpur|MH|Maharashtra|440###|712 2## ####
            New Delhi|DL|Delhi|110###|11 2### ####
            Gurugram|HR|Haryana|122###|124 4## ####
            Bengaluru|KA|Karnataka|560###|80 4### ####
            Chennai|TN|Tamil Nadu|600###|44 2### ####
            Coimbatore|TN|Tamil Nadu|641###|422 2## ####
            Hyderabad|TG|Telangana|500###|40 2### ####
            Kolkata|WB|West Bengal|700###|33 2### ####
            Ahmedabad|GJ|Gujarat|380###|79 2### ####
            Surat|GJ|Gujarat|395###|261 2## ####
            Jaipur|RJ|Rajasthan|302###|141 2## ####
            Kochi|KL|Kerala|682###|484 2## ####
            """
    )
    static let japan = Nation(
        "JP",
        "Japan",
        or: "日本|JP|JPN",
        weight: 40,
        culture: .japanese,
        domains: "co.jp co.jp jp com",
        calling: "81",
        trunk: "0",
        mobile: "90 %### ####",
        forms: """
            Co., Ltd.|K.K.|Kabushiki Kaisha|Co Ltd|株式会社
            K.K.|Co., Ltd.|KK|株式会社
            Corporation|Corp.|株式会社
            G.K.|LLC|合同会社
            """,
        places: """
            Tokyo|13|Tokyo|10#-####|3 5### ####
            Tokyo|13|Tokyo|15#-####|3 3### ####
            Yokohama|14|Kanagawa|22#-####|45 3## ####
            Osaka|27|Osaka|53#-####|6 6### ####
            Nagoya|23|Aichi|46#-####|52 2## ####
            Kyoto|26|Kyoto|60#-####|75 2## ####
            Kobe|28|Hyogo|65#-####|78 3## ####
            Fukuoka|40|Fukuoka|81#-####|92 4## ####
            Sapporo|01|Hokkaido|06#-####|11 2## ####
            Sendai|04|Miyagi|98#-####|22 2## ####
            Hiroshima|34|Hiroshima|73#-####|82 2## ####
            """
    )
    static let china = Nation(
        "CN",
        "China",
        or: "中国|CN|PRC|P.R. China",
        weight: 40,
        culture: .chinese,
        domains: "cn com.cn com.cn com com",
        calling: "86",
        trunk: "0",
        mobile: "138 #### ####",
        forms: """
            Co., Ltd.|Co.,Ltd|Company Limited|有限公司
            Co., Ltd.|Co Ltd|Limited|有限公司
            Group Co., Ltd.|Group|集团有限公司
            """,
        places: """
            Beijing|BJ|Beijing|100###|10 6### ####
            Shanghai|SH|Shanghai|200###|21 6### ####
            Guangzhou|GD|Guangdong|510###|20 8### ####
            Shenzhen|GD|Guangdong|518###|755 8### ####
            Hangzhou|ZJ|Zhejiang|310###|571 8### ####
            Ningbo|ZJ|Zhejiang|315###|574 8### ####
            Nanjing|JS|Jiangsu|210###|25 8### ####
            Suzhou|JS|Jiangsu|215###|512 6### ####
            Chengdu|SC|Sichuan|610###|28 8### ####
            Wuhan|HB|Hubei|430###|27 8### ####
            Qingdao|SD|Shandong|266###|532 8### ####
            Xi'an|SN|Shaanxi|710###|29 8### ####
            """
    )
    static let korea = Nation(
        "KR",
        "South Korea",
        or: "Korea|대한민국|KR|Republic of Korea",
        weight: 12,
        culture: .korean,
        domains: "co.kr co.kr kr com",
        calling: "82",
        trunk: "0",
        mobile: "10 4### ####",
        forms: """
            Co., Ltd.|Co Ltd|주식회사|(주)
            Inc.|주식회사|Inc
            """,
        places: """
            Seoul|11|Seoul|04###|2 5## ####
            Busan|26|Busan|48###|51 7## ####
            Incheon|28|Incheon|21###|32 4## ####
            Daegu|27|Daegu|41###|53 4## ####
            Daejeon|30|Daejeon|34###|42 4## ####
            """
    )
    static let emirates = Nation(
        "AE",
        "United Arab Emirates",
        or: "UAE|AE|U.A.E.|Emirates",
        weight: 10,
        culture: .arabic,
        domains: "ae ae com",
        calling: "971",
        trunk: "0",
        mobile: "50 ### ####",
        forms: """
            LLC|L.L.C.|L.L.C|ذ.م.م
            FZE|Free Zone Establishment
            FZCO|FZ-LLC
            """,
        places: """
            Dubai|DU|Dubai||4 3## ####
            Abu Dhabi|AZ|Abu Dhabi||2 6## ####
            Sharjah|SH|Sharjah||6 5## ####
            """
    )
}
