/// Domains that say nothing of a company: anyone has an address or a page there.
enum DomainList {
    /// Where people have mail without working there.
    static let freeMail = """
        gmail.com googlemail.com outlook.com hotmail.com live.com msn.com passport.com windowslive.com aol.com aim.com
        icloud.com me.com mac.com yahoo.com ymail.com rocketmail.com proton.me protonmail.com protonmail.ch pm.me
        tutanota.com tutanota.de tuta.io tuta.com zoho.com zohomail.com mail.com email.com usa.com europe.com post.com
        inbox.com inbox.lv gmx.com gmx.net gmx.de gmx.at gmx.ch gmx.us gmx.fr web.de t-online.de freenet.de arcor.de
        posteo.de posteo.net mailbox.org online.de vodafone.de o2online.de kabelmail.de ewe.net email.de 1und1.de
        orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr bbox.fr numericable.fr club-internet.fr voila.fr aliceadsl.fr
        libero.it virgilio.it tiscali.it alice.it tin.it email.it inwind.it iol.it tim.it fastwebnet.it poste.it pec.it
        terra.es telefonica.net ono.com movistar.es ya.com sapo.pt mail.telepac.pt clix.pt netcabo.pt iol.pt
        telenet.be skynet.be proximus.be scarlet.be ziggo.nl kpnmail.nl kpnplanet.nl planet.nl home.nl hetnet.nl xs4all.nl
        upcmail.nl chello.nl casema.nl quicknet.nl bluewin.ch hispeed.ch sunrise.ch aon.at chello.at a1.net utanet.at
        btinternet.com btopenworld.com bt.com talktalk.net sky.com virginmedia.com virgin.net ntlworld.com blueyonder.co.uk
        tiscali.co.uk plusnet.com eircom.net telia.com telia.se comhem.se spray.se bredband.net online.no broadpark.no
        mail.dk jubii.dk stofanet.dk kolumbus.fi elisanet.fi suomi24.fi luukku.com
        wp.pl o2.pl onet.pl onet.eu interia.pl interia.eu op.pl poczta.fm gazeta.pl tlen.pl vp.pl
        seznam.cz email.cz centrum.cz atlas.cz volny.cz post.cz centrum.sk azet.sk zoznam.sk post.sk
        freemail.hu citromail.hu t-online.hu indamail.hu abv.bg mail.bg dir.bg siol.net net.hr inet.hr eunet.rs
        otenet.gr in.gr forthnet.gr mail.gr mynet.com ttmail.com superonline.com turk.net
        mail.ru bk.ru list.ru inbox.ru internet.ru yandex.ru yandex.com ya.ru rambler.ru lenta.ru ro.ru autorambler.ru
        myrambler.ru ukr.net i.ua meta.ua bigmir.net tut.by mail.kz online.ua
        qq.com foxmail.com 163.com 126.com yeah.net sina.com sina.cn sohu.com 139.com 189.cn 21cn.com aliyun.com tom.com
        wo.cn 188.com vip.163.com vip.qq.com naver.com daum.net hanmail.net nate.com kakao.com hanmir.com
        yahoo.co.jp docomo.ne.jp ezweb.ne.jp softbank.ne.jp nifty.com ocn.ne.jp biglobe.ne.jp so-net.ne.jp plala.or.jp
        excite.co.jp goo.jp i.softbank.jp dion.ne.jp infoseek.jp au.com hinet.net pchome.com.tw yahoo.com.tw seed.net.tw
        netvigator.com singnet.com.sg rediffmail.com sify.com indiatimes.com in.com vsnl.net vsnl.com
        uol.com.br bol.com.br terra.com.br ig.com.br globo.com globomail.com r7.com oi.com.br zipmail.com.br
        prodigy.net.mx fibertel.com.ar arnet.com.ar speedy.com.ar ciudad.com.ar vtr.net cantv.net une.net.co etb.net.co
        comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net optonline.net
        juno.com netzero.net netscape.net frontier.com frontiernet.net windstream.net centurylink.net embarqmail.com
        roadrunner.com rr.com twc.com suddenlink.net mindspring.com pacbell.net ameritech.net swbell.net snet.net
        prodigy.net q.com peoplepc.com lycos.com excite.com hushmail.com fastmail.com fastmail.fm hey.com duck.com
        rogers.com shaw.ca sympatico.ca bell.net telus.net videotron.ca cogeco.ca eastlink.ca mts.net sasktel.net
        bigpond.com bigpond.net.au optusnet.com.au iinet.net.au tpg.com.au ozemail.com.au internode.on.net dodo.com.au
        xtra.co.nz slingshot.co.nz orcon.net.nz telkomsa.net mweb.co.za vodamail.co.za webmail.co.za
        walla.com walla.co.il bezeqint.net 012.net.il maktoob.com emirates.net.ae
        mailinator.com guerrillamail.com 10minutemail.com yopmail.com trashmail.com tempmail.com temp-mail.org sharklasers.com
        maildrop.cc dispostable.com getnada.com mailnesia.com throwawaymail.com
        """

    /// Mail houses with a domain in each land: the label before the public suffix is theirs.
    static let freeMailStems = "yahoo hotmail outlook live msn gmx ymail yandex gmail googlemail"

    /// Houses where many have a page, so that the address tells who hosts it.
    static let shared = """
        facebook.com fb.com fb.me linkedin.com lnkd.in twitter.com x.com t.co instagram.com youtube.com youtu.be tiktok.com
        pinterest.com xing.com vk.com ok.ru weibo.com weixin.qq.com wechat.com whatsapp.com wa.me t.me telegram.me
        google.com goo.gl maps.google.com g.page bit.ly tinyurl.com linktr.ee yelp.com tripadvisor.com booking.com
        crunchbase.com bloomberg.com wikipedia.org wikidata.org github.com gitlab.com medium.com about.me
        ebay.com amazon.com etsy.com alibaba.com aliexpress.com indiamart.com tradeindia.com made-in-china.com
        yellowpages.com gelbeseiten.de pagesjaunes.fr paginegialle.it europages.com kompass.com dnb.com
        wordpress.org blogger.com tumblr.com slideshare.net vimeo.com soundcloud.com behance.net dribbble.com
        example.com example.org example.net test.com none.com na.com noemail.com nowebsite.com website.com domain.com
        """

    /// What is written where there is nothing to write.
    static let blanks =
        "na none null nil unknown unbekannt tbd tba nowebsite nodomain noemail noname test xxx keine aucun ninguno"
}
