/// What names without a person or a place in them are made of; companies of all countries draw on it.
enum Brands {
    static let starts = """
        Acu Adva Aero Agi Alti Ama Ampli Ande Apex Aqua Arc Ascen Astra Atla Auri Avan Axi Azu Bene Bio Blu Bolt Cali Cano Cata Cel Cent Chro Cira Clari Cobal
        Cogni Conve Corta Crea Cyber Data Deca Delta Digi Domi Dura Dyna Echo Eco Elev Ember Ener Epi Equi Eter Evo Exa Fibra Flexi Flow Forti Fuse Gala Geo
        Giga Gluco Grani Halo Helio Hexa Hori Hydro Icon Igni Illumi Infi Inno Inte Iso Juno Kine Kryo Laza Levi Libra Lite Logi Luci Lumi Magna Mani Mava Medi
        Mega Meta Micro Mira Modu Nano Navi Neo Neu Nexa Nimbu Nova Octa Omni Opti Orbi Oxy Pala Para Penta Phara Pixa Polar Poly Prima Proxi Pulsa Quanta Qui
        Radia Regen Reso Rivi Robo Safi Sana Secu Sela Senti Siga Sili Soli Soma Spectra Stella Strata Syna Tacti Tele Terra Thera Tita Tora Trans Tria Turbo Ulti
        Uni Valo Vanta Vecto Velo Veri Verta Vibra Vida Virtu Vita Vivi Volta Xeno Zeni Zeta Zynga
        """.words
    static let middles =
        ["", "", "", "", "", ""]
            + """
            l r n m la ra na mi to ri lo ve sa do ci be lan ran tin mar vel dor sen lin mo ga pa re ti ne ro du ka ze al an ar el en er il in ir ol on or um ur
            """.words
    static let ends = """
        bit byte cast core corp crest cube data dex dyne edge fact fex flow form gen gent grid hive ion ium iq lab lane layer lex lift line link logic loop lytics mark
        matic matrix med mesh metric mind mont net nex nix nova on onix path pay phase point pulse quest ray rise rix scale scope sense shift sight sky smart soft
        sol source span spark spire sphere stack stream sync tec tech tek tera tion track tria tron tura up vance vant vault vera via vibe view vox ware wave well
        wise works x xis yard zen zone
        """.words
    static let colours = """
        Blue Green Red Silver Golden Black White Bright Clear Grand Great High Iron North South East West Pacific Atlantic Northern Southern Western Eastern United
        National American Royal Premier First Prime Superior Quality Modern Advanced Allied Alpine Coastal Continental Crystal Diamond Eagle Emerald Empire Evergreen
        Falcon Frontier Global Granite Heritage Horizon Imperial Independent Integrated International Keystone Landmark Liberty Lone Metro Midwest Mountain New Old
        Omega Paramount Patriot Phoenix Pinnacle Pioneer Platinum Precision Professional Provident Rapid Reliable River Rocky Sapphire Sierra Smart Solid Star Sterling
        Summit Sunrise Sunset Supreme Titan Total Tri Twin Universal Urban Valley Vanguard Victory Village Vista
        """.words
    static let things = """
        Ridge Point Peak Lake River Bay Stone Bridge Gate Rock Tree Oak Pine Cedar Harbor Harbour Field Hill Valley Creek Shore Coast Wind Sun Sky Star Moon Wave Arrow
        Anchor Beacon Lion Bear Wolf Fox Hawk Eagle Heron Swan Bull Horse Rose Leaf Root Seed Path Road Trail Line Edge Crown Shield Tower Wall House Door Key Lamp Light
        Spring Well Mill Wheel Forge Hammer Anvil Sail Ship Compass Mark Cross Circle Square Star World City Capital Partners Alliance Source Choice Vision Network Link
        """.words
    /// Names of two words, with the trade or without.
    static let pairs =
        Array(repeating: "{x} {t}", count: 12).map(Pattern.init)
        + [
            "LLC", "Group", "Partners", "Company", "Works", "Collective", "Studio", "Holdings", "Ventures",
            "Enterprises",
            "Associates", "Solutions",
        ].map { Pattern("{x} " + $0) }
    static let acronyms = ["{x}", "{x} {t}", "{x} Group"].map(Pattern.init)
}
