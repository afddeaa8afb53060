/// Words of streets, in the languages of most customers.
enum StreetWordList {
    /// First the word that stands for all, then its spellings.
    static let words = """
        street | st | str | strt | ulitsa | ul | ул | улица | вулиця | вул | ulica | utca | u | calle | c | cl | rua | r | rue | via | strada | straat | gade | gata | katu | sokak | sok | sk | οδος | οδός | شارع | ถนน | thanon | jalan | jl | jln | jl. | strasse | strase | carrer | bulv str | út | utcája | iela | gatve | tn | tänav | rruga
        avenue | ave | av | aven | avenida | avda | avd | avenu | aleja | aleje | al | allee | allée | alameda | viale | vle | prospekt | пр | проспект | пр-т | просп | prosp | cadde | caddesi | cad | cd | laan | ln van | λεωφόρος | λεωφ | leof | fasor
        boulevard | blvd | blv | bvd | boul | bd | bld | bulvar | bulvarı | bulevar | bul | бульвар | б-р | blvrd | boulvard | körút | krt
        road | rd | roads | chaussee | chaussée | chemin | che | chem | ch | carretera | ctra | crta | weg | vej | vei | väg | vägen | tie | estrada | estr | steenweg | stwg | шоссе | ш | droga | cesta | route | rte | út
        drive | dr | drv
        lane | ln
        court | ct | crt
        place | pl | plaza | plz | pza | platz | plac | plein | praça | praca | pca | piazza | pza | p.za | p.zza | pzza | place de | площадь | площа | namesti | náměstí | nám | namestie | plads | plass | plats | tér | meydanı | meydan | trg | square | sq | sqr | πλατεία | πλ
        terrace | ter | terr
        circle | cir | circ
        parkway | pkwy | pky | parkwy
        highway | hwy | hiway | hwys | autopista | autovia
        expressway | expy
        freeway | fwy
        turnpike | tpke | tpk
        crescent | cres | crsc
        close | cls
        gardens | gdns | gdn | garden
        grove | grv
        heights | hts
        hill | hl
        trail | trl
        way | wy
        walk | wlk
        wharf | whf
        quay | quai | kai | kade
        alley | aly | gasse | vicolo | vico | пер | переулок | pereulok | provulok | провулок | steeg | gränd | köz | passage | pass | passaggio | pasaje | pje | travessa | trav | tv | impasse | imp
        industrial | ind | industriel | industrielle | industriale | gewerbe | pol
        estate | est
        park | pk | parc | parque | pq | parco
        center | ctr | centre | cntr | centro | zentrum | centrum
        building | bldg | blg | edificio | edif | ed | gebäude | geb | bâtiment | bat | batiment | корпус | корп | к | стр | строение
        mount | mt | mnt
        fort | ft
        north | n | nord | norte | no | north
        south | s | sud | sur | süd | so
        east | e | ost | est | este
        west | w | ouest | oeste | ovest
        northeast | ne
        northwest | nw
        southeast | se
        southwest | sw
        pobox | pob | postfach | pf | apartado | aptdo | apdo | bp | postbus | postboks | skrytka | casella | caixa | locker | pb | box
        first | 1st
        second | 2nd
        third | 3rd
        fourth | 4th
        fifth | 5th
        sixth | 6th
        seventh | 7th
        eighth | 8th
        ninth | 9th
        tenth | 10th
        """

    /// What says where in a house: the word, with what follows it, is kept apart from the street.
    static let units = """
        suite ste unit flat apt apartment appartement app room rm floor fl flr etage og eg stock stockwerk piso planta puerta
        oficina ofic office local locale interno int scala sc piano bureau porte etaj et ap apto apartamento sala cj
        conjunto conj andar bloco bloque bl blk block lok lokal m kv кв квартира офис оф офіс офис. kat daire d no nr num
        numero numéro número nº n° no. č čp hse house haus dom д дом буд lot tower level lvl l hall gate dock bay bureau
        """

    /// What tells nothing: articles, prepositions, the word for a number.
    static let fillers =
        "de la du des le les del los las do da dos das di della delle dei d l der die den dem the of am im an in zu zum zur van het y e et and und"
}
