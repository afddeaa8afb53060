/// How letters are spelled in ASCII. The tables hold small letters; capitals follow their small letter.
enum FoldingTables {
    private static let kept: UInt64 = 0xFF
    private static let blank: UInt64 = 0x2001

    static func spellings() -> [UInt64] {
        var table = [UInt64](repeating: kept, count: 0x3100)
        // ASCII comes this way only for a byte that is no UTF-8.
        for scalar in 0..<0x80 { table[scalar] = blank }
        for scalar in 0x80..<0x3100 { table[scalar] = spelling(ofUnlisted: UInt32(scalar)) }
        for (scalar, spelling) in pairs(letters + indic() + jamo()) { table[Int(scalar)] = packed(spelling) }
        for scalar in 0x80..<0x3100 {
            guard let unicode = Unicode.Scalar(UInt32(scalar)), unicode.properties.changesWhenLowercased else {
                continue
            }
            let small = unicode.properties.lowercaseMapping.unicodeScalars
            guard let first = small.first, small.count == 1, first != unicode, first.value < 0x3100 else { continue }
            table[scalar] = first.value < 0x80 ? packed(String(first)[...]) : table[Int(first.value)]
        }
        return table
    }

    /// Traditional and Japanese characters, each with the plain one that stands for it in mainland China.
    static func plainHan() -> [UInt32: UInt32] {
        var table: [UInt32: UInt32] = [:]
        for pair in han.split(whereSeparator: \.isWhitespace) {
            let scalars = Array(pair.unicodeScalars)
            for variant in scalars.dropFirst() { table[variant.value] = scalars[0].value }
        }
        return table
    }

    private static func packed(_ spelling: Substring) -> UInt64 {
        var value = UInt64(spelling.utf8.count)
        for (index, byte) in spelling.utf8.enumerated() { value |= UInt64(byte) << UInt64(8 * (index + 1)) }
        return value
    }

    private static func pairs(_ text: String) -> [(UInt32, Substring)] {
        // By scalars: a blank and a mark behind it are one character.
        text.unicodeScalars.split(whereSeparator: { $0 == " " || $0 == "\n" }).compactMap { pair in
            guard let scalar = pair.first else { return nil }
            return (scalar.value, Substring(pair.dropFirst()))
        }
    }

    /// A letter with a mark is the letter; what is no letter and no digit is a blank, or nothing if it has no width.
    private static func spelling(ofUnlisted scalar: UInt32) -> UInt64 {
        guard let unicode = Unicode.Scalar(scalar) else { return blank }
        let properties = unicode.properties
        if scalar < 0x250 || (0x1E00...0x1EFF).contains(scalar), let name = properties.name {
            let words = name.split(separator: " ")
            if words.count > 3, words[0] == "LATIN", words[2] == "LETTER", words[3].count == 1 {
                return packed(words[3].lowercased()[...])
            }
        }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        case .decimalNumber: return packed("\(Int(properties.numericValue ?? 0))")
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .spacingMark:
            return kept
        default: return blank
        }
    }

    /// The Indian scripts are laid out alike, each in a block of 128.
    private static func indic() -> String {
        var text = ""
        for block in stride(from: UInt32(0x900), through: 0xD00, by: 0x80) {
            for (offset, spelling) in pairs(devanagari) {
                guard let scalar = Unicode.Scalar(offset - 0x900 + block) else { continue }
                text += " \(scalar)\(spelling)"
            }
        }
        return text
    }

    /// Korean by the revised romanisation, letter by letter.
    private static func jamo() -> String {
        let first = "g kk n d tt r m b pp s ss - j jj ch k t p h"
        let middle = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i"
        let last = "k k k n n n t l k m l l l p l m p p t t ng t t k t p t"
        var text = ""
        for (start, row) in [(UInt32(0x1100), first), (0x1161, middle), (0x11A8, last)] {
            for (index, spelling) in row.split(separator: " ").enumerated() {
                guard let scalar = Unicode.Scalar(start + UInt32(index)) else { continue }
                text += " \(scalar)\(spelling == "-" ? "" : spelling)"
            }
        }
        return text
    }

    private static let letters = """
        ßss æae œoe øo đd ðd þth łl ħh ıi ĸk ŋng ŧt ĳij ſs əa ƒf ǆdz ǉlj ǌnj ʻ ʼ ʹ ʺ ʾ ʿ ªa ºo ¹1 ²2 ³3 ¼1/4 ½1/2 ¾3/4
        ‘' ’' ‚' ‛' ′' ´' ‹' ›' “" ”" „" «" »" –- —- ‐- ‑- ‒- ―- −- …... ©c ®r ™tm №no €eur £gbp ¥jpy ×x
        、, 。. 〈( 〉) 《( 》) 「( 」) 『( 』) 【( 】) 〔( 〕) ⁄/ ∕/ ⁰0 ⁴4 ⁵5 ⁶6 ⁷7 ⁸8 ⁹9

        αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo
        άa έe ήi ίi όo ύy ώo ϊi ϋy ΐi ΰy

        аa бb вv гg дd еe ёe жzh зz иi йi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ьэe эe юyu яya
        ь іi їi єe ґg ўu ђdj јj љlj њnj ћc џdz ѓg ќk ѕz әa ғg қk ңn өo ұu үu һh ҳh ҷj ӣi ӯu ѣe

        աa բb գg դd եe զz էe ըy թt ժzh իi լl խkh ծts կk հh ձdz ղgh ճch մm յy նn շsh ոo չch պp ջj ռr սs վv տt րr ցts ւv
        փp քk օo ֆf ևev
        აa ბb გg დd ეe ვv ზz თt იi კk ლl მm ნn ოo პp ჟzh რr სs ტt უu ფp ქk ღgh ყq შsh ჩch ცts ძdz წts ჭch ხkh ჯj ჰh
        אa בb גg דd הh וv זz חch טt יy כk ךk לl מm םm נn ןn סs עa פp ףp צts ץts קk רr שsh תt ׳' ״" ־-
        اa أa إi آa ٱa بb پp تt ةa ثth جj چch حh خkh دd ذdh رr زz ژzh سs شsh صs ضd طt ظz عa غgh فf قq كk کk گg لl مm
        نn هh وw ؤw يi یi ىa ئi ء ـ ،, ؛; ٪% ٫. ٬,

        กk ขkh ฃkh คkh ฅkh ฆkh งng จch ฉch ชch ซs ฌch ญy ฎd ฏt ฐth ฑth ฒth ณn ดd ตt ถth ทth ธth นn บb ปp ผph ฝf พph ฟf
        ภph มm ยy รr ลl วw ศs ษs สs หh ฬl อo ฮh ะa าa ำam ๆ ฯ เe แae โo ใai ไai

        ぁa あa ぃi いi ぅu うu ぇe えe ぉo おo かka がga きki ぎgi くku ぐgu けke げge こko ごgo さsa ざza しshi じji すsu
        ずzu せse ぜze そso ぞzo ただta だda ちchi ぢji っ つtsu づzu てte でde とto どdo なna にni ぬnu ねne のno はha ばba
        ぱpa ひhi びbi ぴpi ふfu ぶbu ぷpu へhe べbe ぺpe ほho ぼbo ぽpo まma みmi むmu めme もmo ゃya やya ゅyu ゆyu ょyo
        よyo らra りri るru れre ろro ゎwa わwa ゐi ゑe をo んn ゔvu たta
        ァa アa ィi イi ゥu ウu ェe エe ォo オo カka ガga キki ギgi クku グgu ケke ゲge コko ゴgo サsa ザza シshi ジji スsu
        ズzu セse ゼze ソso ゾzo タta ダda チchi ヂji ッ ツtsu ヅzu テte デde トto ドdo ナna ニni ヌnu ネne ノno ハha バba
        パpa ヒhi ビbi ピpi フfu ブbu プpu ヘhe ベbe ペpe ホho ボbo ポpo マma ミmi ムmu メme モmo ャya ヤya ュyu ユyu ョyo
        ヨyo ラra リri ルru レre ロro ヮwa ワwa ヰi ヱe ヲo ンn ヴvu ヶka ー
        """

    private static let devanagari = """
        ँn ंn ःh अa आa इi ईi उu ऊu ऋri एe ऐai ओo औau ऑo ऍe कk खkh गg घgh ङn चch छch जj झjh ञn टt ठth डd ढdh णn तt थth दd
        धdh नn ऩn पp फph बb भbh मm यy रr ऱr लl ळl ऴl वv शsh षsh सs हh ऽ ाa िi ीi ुu ूu ृri ॅe ेe ैai ॉo ोo ौau
        ॆe ॊo ऎe ऒo ् ़ ०0 १1 २2 ३3 ४4 ५5 ६6 ७7 ८8 ९9
        """

    private static let han = """
        国國 会會 东東 业業 电電 车車 广廣 华華 贸貿 银銀 万萬 与與 丰豐 临臨 丽麗 义義 乐樂楽 书書 亚亞亜 产產産 亿億 从從 仓倉 价價価
        众眾衆 优優 传傳伝 伟偉 体體 余餘 侨僑 侧側 偿償 储儲 兰蘭 关關関 兴興 养養 军軍 农農 冲沖 冻凍 净淨浄 准準 减減 凤鳳 凯凱 刘劉 创創
        剂劑剤 动動 务務 劳勞労 势勢 勋勳 医醫 协協 单單単 卖賣売 卢盧 卫衛 厂廠 历歷歴 压壓圧 县縣県 发發発 变變変 号號 叶葉 吨噸 听聽聴 启啟
        员員 园園 围圍囲 图圖図 团團団 圆圓円 圣聖 场場 块塊 坚堅 坛壇 坝壩 坞塢 垒壘塁 备備 复復複 头頭 夹夾 奋奮 奖獎奨 妆妝 妇婦 娱娛
        学學 宁寧 宝寶宝 实實実 审審 宪憲 宫宮 宽寬寛 宾賓 对對対 寻尋 导導 寿壽 将將将 尔爾 层層 届屆 属屬 岛島 峡峽峡 币幣 师師 带帶帯 帮幫
        庆慶 庄莊荘 库庫 应應応 庙廟 废廢廃 开開 张張 弹彈弾 强強 归歸帰 录錄録 德徳 恒恆 悦悅 惠恵 云雲 戏戲戯 战戰戦 护護 报報 担擔 拟擬
        拥擁 择擇択 拣揀 挂掛 挤擠 换換 据據 摄攝摂 数數数 斋齋斎 断斷断 无無 旧舊旧 时時 显顯顕 晓曉暁 暂暫 术術 机機 杂雜雑 权權権 条條条
        来來来 杨楊 杰傑 极極 构構 枪槍 柜櫃 标標 栈棧桟 栋棟 树樹 样樣様 桥橋 档檔 梦夢 检檢検 楼樓楼 欧歐欧 残殘残 气氣気 汇匯滙 汉漢 汤湯
        沟溝 泽澤沢 洁潔 济濟済 浅淺浅 测測 浓濃 涛濤 润潤 涩澀 渊淵 渔漁 渐漸 温溫 湾灣湾 满滿満 滨濱浜 灵靈霊 灯燈 炉爐 点點点 炼煉 烟煙 热熱
        爱愛 牵牽 状狀状 独獨独 狮獅 玛瑪 环環 现現 珑瓏 琼瓊 画畫画 畅暢 疗療 监監 盐鹽塩 盖蓋 盘盤 矿礦鉱 码碼 础礎 确確 礼禮礼 种種 积積
        称稱称 稳穩穏 竞競 笔筆 筑築 签簽 简簡 类類類 粮糧 紧緊 级級 纪紀 纤纖繊 约約 纯純 纲綱 纳納 纵縱 纷紛 纸紙 纺紡 线線 练練 组組 细細 织織
        终終 经經経 结結 给給 络絡 绝絕 统統 继繼継 绩績 续續続 维維 综綜 绿綠緑 缆纜 编編 缘緣 缩縮 网網 罗羅 联聯聨 聪聰 职職 肤膚 胜勝 脑腦
        腾騰 舰艦 舱艙 艺藝芸 节節 苏蘇 范範 荣榮栄 药藥薬 莱萊 获獲 萨薩 蓝藍 虑慮 虽雖 蚀蝕 补補 装裝装 观觀観 规規 视視 览覽 计計 订訂 认認
        讯訊 议議 记記 讲講 许許 论論 设設 访訪 证證証 评評 识識 诊診 词詞 译譯訳 试試 诗詩 诚誠 话話 询詢 详詳 语語 课課 调調 谈談 谊誼 谢謝
        谷穀 贝貝 贤賢 货貨 质質 购購 贯貫 费費 贺賀 资資 赛賽 赞贊 赢贏 趋趨 跃躍 践踐 轨軌 转轉転 轮輪 软軟 轻輕軽 载載 辆輛 辉輝 输輸 达達
        过過 运運 还還 这這 进進 远遠 连連 迟遲 适適 选選 遗遺 邓鄧 郑鄭 邮郵 钢鋼 钟鐘鍾 钻鑽 铁鐵鉄 铜銅 铝鋁 铭銘 链鏈 锁鎖 锅鍋 锋鋒 锦錦 键鍵
        镇鎮 长長 门門 闪閃 闭閉 问問 闻聞 阁閣 阅閱 队隊 阳陽 阴陰 阶階 际際 陆陸 陈陳 险險険 随隨 隐隱 雾霧 静靜 韩韓 页頁 项項 顺順 须須 顾顧
        预預 领領 频頻 颜顏 额額 风風 飞飛 饭飯 饮飲 饰飾 馆館舘 马馬 驱驅駆 驾駕 骏駿 验驗験 鱼魚 鲁魯 鲜鮮 鸟鳥 鸿鴻 鹏鵬 麦麥 黄黃 齐齊 龙龍竜
        为為爲 制製 台臺 里裏 后後 游遊 于於 升昇 采採 咨諮 群羣 峰峯 营營営 严嚴厳 乡鄉郷 亩畝 仪儀 剧劇 丝絲 执執 滤濾 绘繪絵 讚贊 龟龜亀 泷瀧滝 边邊辺 冈岡 樱櫻桜 泽沢 涉渉 证証 艺芸 覚觉覺 厅廳庁 铃鈴 铸鑄鋳 铺鋪 铃鈴 钱錢銭 针針 锡錫 银銀 锐銳 错錯 镜鏡 闲閑
        """
}
