/// What single words and phrases mean in the names of companies.
///
/// Written as people write them; the reader folds them. One legal form a line: its name, where it counts, its spellings.
/// `any`: wherever it stands; `edge`: first or last; `end`: last; `start`: first.
enum CompanyWordList {
    static let legalForms = """
        incorporated     any   inc | incorporated | incorporation | incorporada | incorporado
        corporation      end   corp | corporation | corporación | corporacion | corporacao | corporate | korporatsiya
        company          end   co | company | compagnie | compañia | compania | companhia | cia | cie | coy | compagnia | kompania | kompaniya | compagnies
        company          start compañia | companhia | cia | compagnie | shirkat | sharikat | kompaniya
        limited          any   ltd | limited | limitd | lmtd | private limited | pvt ltd | pvt limited | private ltd | pte ltd | pte limited | pty ltd | pty limited | proprietary limited | pty | pvt | pte | co ltd | company limited | co limited | coltd | prv ltd | pvtltd | ptyltd | pteltd | limited company
        limited          end   private | proprietary
        plc              any   plc | public limited company | ccc | cyfyngedig
        plc              end   public company | pcl | public company limited
        llc              any   llc | l l c | limited liability company | limited liability co | ltd liability co | pllc | professional limited liability company | professional llc
        llc              end   lc | lllp
        partnership      any   llp | limited liability partnership | limited partnership | slp
        partnership      end   lp | general partnership | gp | partners lp | partnership
        professional     end   pc | pa | professional corporation | professional association | apc | chartered | psc | prof corp
        unlimited        end   unlimited | ulc | uc | unlimited liability company
        guarantee        any   cic | community interest company | company limited by guarantee | clg | cio | dac | designated activity company
        trust            end   reit | real estate investment trust

        gmbh             any   gmbh | mbh | ggmbh | gesellschaft mit beschränkter haftung | gesellschaft m b h | gesmbh | ges m b h | gemeinnützige gmbh | ug | unternehmergesellschaft | haftungsbeschränkt | ug haftungsbeschränkt
        gmbh & co kg     any   gmbh co kg | gmbh co | gmbh co kgaa | ag co kg | gmbh co ohg | se co kg | ug co kg | mbh co kg | se co kgaa | ag co kgaa | ag co ohg | co kg | co kgaa | co ohg
        ag               any   aktiengesellschaft | kgaa | kommanditgesellschaft auf aktien
        ag               edge  ag
        kg               any   kommanditgesellschaft | ohg | offene handelsgesellschaft | gbr | gesellschaft bürgerlichen rechts | partg | partgmbb | partnerschaftsgesellschaft | partnerschaftsgesellschaft mbb
        kg               end   kg | og | mbb
        einzelfirma      any   eingetragener kaufmann | einzelunternehmen | einzelfirma | e kfm | ekfm | e kfr
        einzelfirma      end   ek | inh | e k
        verein           any   eingetragener verein | eingetragene genossenschaft | registrierte genossenschaft | stiftung bürgerlichen rechts
        verein           end   ev | eg | e v | e g | vvag
        se               any   societas europaea | european company
        se               end   se | sce | eeig | ewiv

        sa               any   société anonyme | sociedad anónima | sociedade anónima | sociedade anônima | società anonima | sociedad anonima cerrada | sociedad anonima abierta | sociedad anónima unipersonal | societate pe actiuni | anonim şirketi | anonim şirket
        sa               edge  sa | s a
        sa               end   sac | saa | sau | sas de cv | sad
        sas              any   société par actions simplifiée | sasu | société par actions simplifiée unipersonnelle | sociedad por acciones simplificada | s a s
        sas              edge  sas
        sa de cv         any   sa de cv | sab de cv | sociedad anónima de capital variable | sociedad anónima bursátil de capital variable | sapi de cv | sociedad anonima promotora de inversion de capital variable | sa cv | s a de c v | sofom enr | sofom | sapib de cv
        s de rl          any   s de rl de cv | s de rl | sde rl de cv | sociedad de responsabilidad limitada de capital variable | sderl de cv | sderldecv | s de rl cv | sc de rl de cv
        srl              any   sociedad de responsabilidad limitada | società a responsabilità limitata | société à responsabilité limitée | srls | sarl | sàrl | eurl | s r l | società a responsabilità limitata semplificata | societate cu răspundere limitată | societa responsabilita limitata | sprlu | sprl | besloten vennootschap met beperkte aansprakelijkheid | société privée à responsabilité limitée | sarlau | suarl | selarl | selas | selafa
        srl              edge  srl | s r l
        sl               any   sociedad limitada | sociedad limitada unipersonal | slu | slne | s l u | sociedad limitada profesional
        sl               end   sl | slp | s l | scp | cb | comunidad de bienes | sll
        spa              any   società per azioni | sociedad por acciones
        spa              end   spa | s p a | sapa
        snc              any   société en nom collectif | società in nome collettivo | società in accomandita semplice | société en commandite simple | société civile immobilière | société civile | sociedad en comandita
        snc              end   snc | sas di | sca | scs | sci | scop | sc | sapa | gie | scrl | scarl | scpa
        snc              start sci | gie | snc | scop | eurl
        cooperative      any   società cooperativa | soc coop | sociedad cooperativa | société coopérative | coöperatie ua | coöperatie u a | sociedad cooperativa limitada | soc coop a rl | soc coop arl | onlus
        cooperative      end   s coop | scoop | scl | a rl | arl | ua | ba
        ltda             any   ltda | limitada | sociedade limitada | eireli | epp | empresa individual de responsabilidade limitada | sociedade unipessoal limitada | unipessoal lda | unipessoal ltda | cia ltda | y cia | y compañia | e cia | e companhia | et cie | et compagnie | und co | mei
        ltda             end   lda | me | ei | sgps | eirl | ep | e p e

        bv               any   besloten vennootschap | bvba | naamloze vennootschap | vennootschap onder firma | commanditaire vennootschap | besloten vennootschap met beperkte aansprakelijkheid | comm v | commv | ebvba | cvba
        bv               end   bv | nv | vof | cv | b v | n v | vzw | asbl | gcv | ivzw
        bv               start bv | nv | asbl | vzw
        ab               any   aktiebolag | aktiebolaget | osakeyhtiö | aksjeselskap | allmennaksjeselskap | aktieselskab | anpartsselskab | hlutafélag | einkahlutafélag | interessentskab | kommanditselskab | iværksætterselskab | handelsbolag | kommanditbolag
        ab               edge  ab | oy | as | a s
        ab               end   asa | aps | oyj | abp | oy ab | ab publ | publ | hb | kb | is | ivs | hf | ehf | ans | da | ky | tmi | ek för | nuf | enk | i s | k s | amba | ks | p f | ohf | ab oy | ba
        ab               start a b

        sp zoo           any   spółka z ograniczoną odpowiedzialnością | sp z oo | sp zoo | spolka z oo | spzoo | sp z o o | spółka akcyjna | spółka komandytowa | spółka jawna | spółka cywilna | sp k | spk | spolka zoo | spzooo | sp zoo sp k | sp z oo sp k | prosta spółka akcyjna | przedsiębiorstwo prywatne | spółka partnerska
        sp zoo           end   sp j | spj | s c | s k a | ska | s j | spp | psa
        sro              any   společnost s ručením omezeným | spoločnosť s ručením obmedzeným | spol s ro | spol s r o | akciová společnost | akciová spoločnosť | veřejná obchodní společnost | státní podnik | komanditní společnost | spols ro
        sro              edge  sro | s r o
        sro              end   vos | ks | zs | sp | spol | z s | v o s | k s
        doo              any   društvo s ograničenom odgovornošću | društvo sa ograničenom odgovornošću | dioničko društvo | akcionarsko društvo | družba z omejeno odgovornostjo | delniška družba | dooel | d o o | jednostavno društvo s ograničenom odgovornošću | jdoo
        doo              edge  doo
        doo              end   dd | ad | d d | obrt | sp | s p | a d | dno | kd | zadruga
        kft              any   korlátolt felelősségű társaság | zártkörűen működő részvénytársaság | nyilvánosan működő részvénytársaság | részvénytársaság | betéti társaság | közkereseti társaság | egyéni cég | zrt | nyrt
        kft              end   kft | bt | kkt | rt | nonprofit kft
        baltic           any   uždaroji akcinė bendrovė | akcinė bendrovė | sabiedrība ar ierobežotu atbildību | akciju sabiedrība | osaühing | aktsiaselts | osauhing | mažoji bendrija | individuali įmonė | viešoji įstaiga
        baltic           edge  uab | sia | ou | mb | vsi | fie | uü
        ood              any   дружество с ограничена отговорност | еоод | ооd | акционерно дружество | ограничена отговорност | еднолично дружество с ограничена отговорност | еад | оод
        ood              end   ад | ет | ead | et
        ooo              any   общество с ограниченной ответственностью | закрытое акционерное общество | открытое акционерное общество | публичное акционерное общество | акционерное общество | индивидуальный предприниматель | непубличное акционерное общество | государственное унитарное предприятие | товариство з обмеженою відповідальністю | публічне акціонерне товариство | приватне акціонерне товариство | приватне підприємство | акціонерне товариство | фізична особа підприємець | таварыства з абмежаванай адказнасцю | товарищество с ограниченной ответственностью | жауапкершілігі шектеулі серіктестігі | некоммерческая организация | автономная некоммерческая организация | федеральное государственное унитарное предприятие | aksiyadorlik jamiyati | mas'uliyati cheklangan jamiyati
        ooo              edge  ооо | зао | оао | пао | тов | прат | пат | чп | тоо | нао | фоп | одо | ано | гуп | фгуп | муп | нко | нпо | пп | pao | oao | zao | жшс | mchj
        ooo              start ао | ип
        ooo              end   ао | ип
        greek            any   ανώνυμη εταιρεία | ανώνυμος εταιρία | εταιρεία περιορισμένης ευθύνης | ομόρρυθμη εταιρεία | ετερόρρυθμη εταιρεία | ιδιωτική κεφαλαιουχική εταιρεία | μονοπρόσωπη εταιρεία περιορισμένης ευθύνης | ανώνυμη εμπορική εταιρεία | ανώνυμος εταιρεία
        greek            end   αε | επε | οε | εε | ικε | αεβε | αβεε | μεπε | μικε | a e | ae | epe | ike | oe | ee | aebe | abee | μονοπρόσωπη ικε | ανώνυμη
        turkish          any   limited şirketi | ltd şti | ltd sti | sanayi ve ticaret as | sanayi ve ticaret ltd şti | san ve tic ltd şti | san ve tic as | san tic ltd şti | san tic as | ticaret ve sanayi as | tic ve san ltd şti | limited şti | kollektif şirketi | şti | sirketi | şirketi
        romanian         end   pfa | ra | ii if
        romanian         start sc | s c
        albanian         end   shpk | sh p k | sha | sh a
        albanian         any   shoqëri me përgjegjësi të kufizuar | shoqëri aksionare

        indonesian       any   perseroan terbatas | perusahaan perseroan | persekutuan komanditer
        indonesian       start pt | cv | ud | pd | perum | yayasan | koperasi
        indonesian       end   tbk | persero | tbk pt | pt
        malay            any   sdn bhd | sendirian berhad | sdnbhd | sdn berhad
        malay            end   bhd | berhad | plt
        thai             any   บริษัท | จำกัด | มหาชน | จำกัด มหาชน | ห้างหุ้นส่วนจำกัด | บจก | บมจ | หจก
        vietnamese       any   công ty trách nhiệm hữu hạn | công ty cổ phần | công ty tnhh | tnhh | công ty tnhh mtv | công ty tnhh một thành viên | tnhh mtv | trách nhiệm hữu hạn | tổng công ty | cổ phần | doanh nghiệp tư nhân | công ty
        vietnamese       start ctcp | cty | dntn | cp
        vietnamese       end   jsc | jscs
        japanese         any   kabushiki kaisha | kabushiki gaisha | kabushikigaisha | kabushikikaisha | yugen kaisha | yūgen gaisha | godo kaisha | gōdō gaisha | goudou kaisha | kabushiki | kaisha
        japanese         end   kk | gk | yk | k k | g k | y k
        japanese         start kk | gk | yk
        korean           any   jusik hoesa | jusikhoesa | chusik hoesa | yuhan hoesa | yuhanhoesa | jusighoesa | jusikoesa
        khmer            end   co pte
        arabic           any   شركة ذات مسؤولية محدودة | ذات مسؤولية محدودة | شركة مساهمة مصرية | شركة مساهمة عامة | شركة مساهمة | مساهمة عامة | مساهمة | ش م م | ذ م م | ش م ع | ش ذ م م | ش م ك | ش م ل | ش م ب | المحدودة | ذ م م م | sharika dhat masuliya mahduda | ش م س | مؤسسة فردية
        arabic           start شركة | مؤسسة | مجموعة شركات | الشركة
        arabic           end   wll | w l l | psc | pjsc | fze | fzc | fzco | fz llc | fzllc | dmcc | saog | saoc | ksc | kscc | kscp | qsc | qpsc | bsc | bscc | sal | spc | est | establishment | sae | s a e | s a l | s a o g | k s c | b s c | free zone company | free zone establishment | jsc | cjsc
        persian          any   سهامی خاص | سهامی عام | با مسئولیت محدود | شرکت
        hebrew           any   בע"מ | בעמ | בע מ
        hebrew           end   bm | b m
        indian           any   opc pvt ltd | opc private limited | one person company | प्राइवेट लिमिटेड | लिमिटेड | प्रा लि | प्राइवेट | huf
        indian           end   opc | प्रा
        jsc              any   joint stock company | public joint stock company | closed joint stock company | open joint stock company | private joint stock company | ojsc | pjsc | cjsc | limited liability partnership company | private joint stock co | joint stock co
        jsc              end   jsc
        african          any   sarl u | suarl | société à responsabilité limitée à associé unique | sa avec conseil d administration | close corporation | rf pty ltd | soc ltd | soc pty ltd | npc
        african          end   cc | npc | rf
        nonprofit        any   not for profit | nonprofit | non profit
        nonprofit        end   npo | ngo | tax exempt
        former           end   in liquidation | in administration | in receivership | i l | en liquidation | en liquidación | i likvidasjon | under konkurs | w likwidacji | v likvidaci | in liquidatie | dissolved | bankrupt | debtor in possession | defunct | closed | inactive | out of business
        """

    /// Legal forms and other words that are written without a blank before or behind the name.
    static let attached = """
        japanese  株式会社 有限会社 合同会社 合資会社 合名会社 株式會社 有限會社 一般社団法人 一般財団法人 公益財団法人 公益社団法人 特定非営利活動法人 医療法人 学校法人 社会福祉法人 独立行政法人 宗教法人 相互会社
        chinese   股份有限公司 有限责任公司 有限公司 有限责任公司 责任有限公司 股份公司 总公司 分公司 控股有限公司 普通合伙 有限合伙 特殊普通合伙 个人独资企业 公司
        korean    jusikhoesa jusighoesa yuhanhoesa jusikoesa
        thai      บริษัท จำกัด มหาชน
        words     集团 控股 科技 技术 投资 实业 贸易 国际 工业 发展 网络 信息 电子 软件 文化 传媒 咨询 服务 管理 商事 工业 制作所 制造所 电机 自动车 建设 不动产 化学 银行 证券 保险 大学
        words     北京市 上海市 深圳市 广州市 杭州市 天津市 重庆市 成都市 南京市 武汉市 苏州市 东莞市 北京 上海 深圳 广州 杭州 天津 重庆 成都 南京 武汉 苏州 东莞 中国 日本 台湾 香港 东京 大阪
        """

    /// Short for a legal form when it stands in brackets.
    static let bracketed = """
        japanese  株 有 合 资 名 代
        korean    주 유
        """

    /// Short forms and the word that they stand for; the word stands for itself.
    static let abbreviations = """
        international intl int'l internat intern internatl internacional internazionale internationale internationaal internasional
        national natl nat'l nacional nazionale nationale
        manufacturing mfg mfr mnfg manuf mfrs manufacturers manufacturer
        brothers bros bro gebr gebrüder gebroeders frères hermanos hnos fratelli flli irmãos fratii
        associates assoc assocs assc associados associés
        association assn assoc'n asociación associação associazione vereniging
        technology tech technologies techs tecnologia tecnología tecnologías tecnologie technologie technologien teknoloji
        services svc svcs serv servs service srvc servicios serviços servizi servicio dienstleistungen
        systems sys system syst sistemas sistemi systeme systèmes sistem
        solutions soln solns sol'ns solution soluciones soluções soluzioni lösungen
        management mgmt mgt mngmt
        engineering eng engr engrg engng ingenieria ingeniería ingénierie engenharia ingegneria
        industries ind inds indus industry industrie industria industrias indústria sanayi industrial industriale industriel
        group grp gruppe groupe grupo gruppo groep gruppen grupa skupina gruppa
        holding hldg hldgs holdings hldng hold'gs
        university univ univer universidad université università universität universidade üniversitesi universitas uniwersytet universitet
        institute inst instituto institut istituto
        department dept dep't
        laboratories lab labs laboratory laboratorios laboratoire laboratoires laboratorium
        pharmaceuticals pharma pharm pharmaceutical farmaceutica farmacéutica pharmaceutique
        construction constr const construcción construções construcciones costruzioni construcoes
        communications comm comms commun communication comunicaciones comunicações
        development dev devel devt developments
        distribution dist distr distrib distributing distribuidora distributors distributor
        enterprises ent entpr enterprise entrps empresas
        equipment equip eqpt
        transportation transp trans transport transports transportes transporte trasporti
        products prod prods product produits productos produtos
        production productions prodn
        center ctr centre cntr centro zentrum centrum
        hospital hosp
        medical med
        insurance ins insur assurance assurances seguros versicherung versicherungen assicurazioni
        financial fin fncl fincl financiera financeira
        investment inv invest invst investments inversiones investimentos
        property prop props properties propiedades
        real immobilier immobilien immobiliare inmobiliaria imobiliária
        electric elec elect electrical elektro eléctrica elétrica
        electronics electr electronic elektronik electronica electrónica
        automotive auto automobile automobiles
        america amer
        american am'n amern
        government govt gov't govern
        saint st. sankt
        mount mt
        general genl gen
        southern sthn
        northern nthn
        north no.
        consulting cons consult consultants consultancy consultores consultoria consultoría beratung consultant
        trading trdg comercio comércio comercial handels handel
        marketing mktg mkt
        advertising advt adv
        restaurant rest restaurants restaurante ristorante
        hotel hotels hôtel
        school sch schule école escuela escola scuola
        computer comptr computers
        software sw softwares
        hardware hw hdw
        supply sup suppl supplies
        logistics logist logística logistica logistik logistique lojistik
        energy energía energia energie énergie enerji
        foods food alimentos aliments gıda
        bank banco banque banca bankası banka
        security sec securities
        environmental env environ environment
        resources res resource
        research rsch recherche
        church ch.
        agency agcy agencia agence agentur
        world wrld
        worldwide ww
        global glbl globale
        professional prof profl
        commercial coml comm'l
        partners ptnrs ptrs partner partenaires socios
        materials matls material
        chemical chem chemicals química chimie chemie
        petroleum petrol
        1 one uno
        2 two ii
        3 three iii
        4 four iv
        5 five
        6 six
        7 seven
        8 eight
        9 nine
        10 ten
        11 eleven
        12 twelve
        1st first
        2nd second
        3rd third
        """

    static let stopWords = """
        the and of for in at by to on from with an a und der die das des dem den von vom zu für im am mit et de du le la les
        l d aux au pour y e el los las del por para en con da do dos das di della delle dei degli dell il lo gli i per a o os as
        uma um van het een voor op te och og i av för på til ve ile i w z na do dla и в на с та і й και του της το των ο η ال و
        """

    /// What is said before another name of the same company, and which of the two is the present one.
    static let aliasMarkers = """
        trading dba | d b a | doing business as | trading as | operating as | also known as | aka | a k a | trade name | trade style | nombre comercial | nom commercial | handelsnaam | agissant sous le nom
        former formerly known as | formerly | fka | f k a | fmrly | previously known as | previously | formerly trading as | vormals | ehemals | früher | anciennement | ex nom | antes | anteriormente | antiga | già | voorheen | tidligere | tidigare | ранее | бывш | dawniej | dříve | npn | nka | n k a | now known as | renamed
        """

    static let webSuffixes = """
        com net org io ai co uk us de fr it es nl be ch at se no dk fi pl cz ru cn jp kr in br mx ca au nz za eu info biz tv me app dev tech online shop store cloud gov edu
        """

    /// Lands and their adjectives: a branch's name tells its land, and a legal form before it is still the last word.
    static let places = """
        usa us america american uk britain british england ireland irish germany deutschland german france francia french italy italia italiana
        spain españa espana portugal netherlands nederland holland belgium belgique belgie switzerland schweiz suisse svizzera
        austria österreich sweden sverige norway norge denmark danmark finland suomi poland polska czech česko slovakia slovensko
        hungary magyarország romania românia bulgaria greece hellas turkey türkiye russia rossiya ukraine україна россия
        china japan korea india indonesia malaysia singapore thailand vietnam philippines taiwan hongkong australia zealand
        canada canadian mexico méxico brasil brazil argentina chile colombia perú peru venezuela ecuador panama
        israel egypt uae dubai emirates saudi arabia qatar kuwait bahrain oman africa nigeria kenya ghana morocco maroc
        europe european emea apac asia pacific latam luxembourg iberia iberica nordic nordics baltic benelux dach mena
        """
}
