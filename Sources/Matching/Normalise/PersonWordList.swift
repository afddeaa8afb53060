/// What single words mean in the names of people, and which first names are one.
enum PersonWordList {
    static let titles = """
        mr mrs ms miss mister madam sir dame lord lady dr drs prof professor rev reverend hon honorable honourable capt captain
        col colonel gen general lt maj major sgt fr father sr sra srta señor señora señorita don doña dom herr frau fräulein
        hr fr dipl ing dipling mag magister m mme mlle monsieur madame mademoiselle me maître maitre sig sigra signor signora
        signorina dott dottssa dottoressa avv ing geom rag arch dhr mevr mevrouw meneer mw heer drs ir mgr bc judr mudr phdr
        rndr doc pan pani p dna dl sayın bay bayan datuk dato datin tan tun puan encik haji hajjah hj cik shri smt sri thiru
        kumari sheikh shaikh shaykh sayyid eng engr atty attorney pastor rabbi imam senator gov governor president ambassador
        г-н г-жа господин госпожа гр кος κα κύριος κυρία السيد السيدة الدكتور مهندس
        """

    /// Behind the name: a generation, a degree, an office.
    static let suffixes = """
        jr junior sr senior ii iii iv 2nd 3rd 4th
        phd dphil md mba msc ma ba bsc bs ms jd llb llm esq esquire cpa cfa cfp pe rn dds dvm do edd psyd pmp pmi cissp shrm
        shrmcp shrmscp sphr phr ret obe mbe cbe kbe frcs fca aca acca fcca ra aia leed ceng mcips mcse itil csm cscp mph
        msw lcsw dba csc ksc qc kc mp pharmd acma cma cia cisa cism ceo cfo cto coo vp
        """

    /// Between the given names and the family name, and part of the latter; the longest first does not matter.
    static let particles = """
        van von der den de del della dello delle dei degli di da do dos das du des la le las los el al bin ibn bint ben abu
        zu zum zur vom ter ten te tot op af av d l dal dalla dalle lo mac st saint san santa y e und of ould ul um
        """

    /// Names in one line are one person's, as likely as not. A name may stand in several lines.
    static let nicknames = """
        aaron ron ronnie
        abigail abby abbie gail
        abraham abe bram ibrahim
        adam ad
        adelaide addie della
        adrian ade
        agnes aggie nessa
        alan allan allen al
        albert al bert bertie alberto
        alexander alex al sandy xander lex sasha aleksandr alexandre alessandro alejandro aleksander alexandros aleks sascha oleksandr olexander iskander
        alexandra alex sandra sandy sasha lexi alexa alessandra alejandra aleksandra oleksandra
        alfred al fred freddie alf alfredo
        alice ally alicia alison allison ali
        amanda mandy
        amelia amy millie
        andrew andy drew andre andreas andres andrei andrea andrej ondrej andrzej anders andriy andrii
        angela angie angelina
        anastasia stacy nastya ana
        ann anne anna annie anita ana hannah nancy anya ania hanna anneke
        anatoly anatolii anatoliy tolya
        vasily vasilii vasiliy basil vasyl vassilis vasilis
        alexei aleksei alexey alexis alyosha oleksii alejo
        anthony tony antony antonio anton antoine toni antonius anto
        antonia toni antonina
        arnold arnie arnaud
        arthur art artie arturo artur
        augustus gus august agustin augustin
        barbara barb babs barbie basia bobbie
        bartholomew bart bartosz
        beatrice bea trixie beatriz beatrix
        benjamin ben benny benji beniamino
        bernard bernie bernhard bernardo
        bethany beth
        bradley brad
        brandon brand
        bridget biddy brigitte brigid
        bruce
        calvin cal
        cameron cam
        caroline carrie carolyn carol karolina karoline carolina caro
        casimir kazimierz kaz
        catherine cathy kate katie kathy kat cat katherine kathryn katharina katarina kathleen katrina ekaterina katya catarina caterina karen kitty katarzyna kasia katerina cathrine catalina
        cecilia cece cecile celia
        charles charlie chuck chas carlos carl karl carlo karel charly
        charlotte charlie lottie carlotta lotte
        christina chris tina christine kristina kristin christa cristina kirsten krystyna christiane khristina
        christopher chris kit topher kristoffer cristobal christoph christophe krzysztof cristoforo kristof
        christian chris cristian kristian
        clara claire clare klara chiara
        clifford cliff
        constantine kostas konstantin costas kostya constantin konstantinos gus
        curtis curt kurt
        cynthia cindy
        cyril kirill kyrylo
        daniel dan danny daniele danilo
        daniela danielle dani daniella
        david dave davey davide dawid dovid daoud
        deborah deb debbie debra
        dennis denny denis dionisio
        demetrius dimitri dmitry dmitri dmitrii dmitriy dima dmytro dimitrios jim dimitris
        diana diane di dianne
        dominic dom nick domenico domingo dominik dominique
        donald don donny donnie
        dorothy dot dottie dolly dorothea doro
        douglas doug
        edward ed eddie ted ned eduardo edouard eduard edoardo teddy edvard
        edmund ed eddie ned edmond edmundo
        edwin ed eddie
        eleanor ellie nell nora ella leonor eleonora elinor
        elizabeth liz beth betty lizzie eliza lisa betsy elisabeth elsie elisa isabel isabella bess libby lisbeth elise erzsebet elzbieta ela elisabetta elizaveta liza else ilse babette bettina
        emily em emmy emilia millie emilie emma
        emmanuel manny manuel manolo emanuel immanuel emanuele
        enrique henry quique
        eric rick erik erich ricky erick
        ernest ernie ernesto ernst
        eugene gene evgeny evgenii yevgeny eugenio eugen evgeni jewgeni zhenya ievgen
        evelyn eve evie eva ewa
        ferdinand fernando fred ferdi nando fernand
        florence flo flora florentina
        frances fran francesca franny francoise francisca franziska fanny franka
        francis frank fran francisco francesco franz francois pancho paco franco frans ferenc franciszek frantisek franciscus
        frederick fred freddy rick friedrich federico frederic fritz fryderyk fredrik frederik fedrick
        gabriel gabe gabriele gabor
        gabriela gabi gabrielle gaby gabriella
        gareth gary
        gerald gerry jerry gerard gerhard gerardo gert gerrit
        george jorge georg giorgio georges jerzy jiri yuri iurii yurii georgios gyorgy georgy yorgos joris jurgen jorgen yury
        geoffrey geoff jeff jeffrey gottfried godfrey jeffery
        gertrude trudy gert
        gilbert gil
        giuseppe joseph beppe peppe pino
        grace gracie gracia grazia
        gregory greg gregor grigory grigorii grzegorz gregorio grigori grigoris hryhoriy
        guillermo william memo
        gunther gunter gunnar
        harold harry hal harald
        harriet hattie harrietta
        heinrich heinz henry hein henk heiner
        helen nell nellie elena helena ellen lena yelena eleni ilona helene olena
        henry harry hank hal enrique henri henrik enrico heinrich hendrik henryk henrique
        herbert herb bert heribert
        howard howie
        hubert bert hugh
        hugh hugo hughie ugo
        ian iain john
        ignatius nacho ignacio iggy ignacy
        igor ihor
        irene rene irina irena iryna
        isaac ike zack izaak
        isabel bella izzy isabelle isobel isa izabela
        ivan vanya john iwan
        jacob jake jakob jacques james yakov jakub iago jaap jaco
        jacqueline jackie jacqui
        james jim jimmy jamie jaime diego jacques giacomo santiago tiago jem jas
        jane janie jean janet joan jana janine
        janet jan jane
        jason jay jase
        jasper kaspar gaspar kasper casper
        jennifer jen jenny jenna jenn
        jeremy jerry jem jeremiah jeremias
        jerome jerry hieronymus girolamo jeronimo
        jessica jess jessie
        jessie jess jesse
        joanna jo joan joanne johanna giovanna juana ioanna asia jeanne jana joana
        john jack johnny jon juan giovanni jean johann johannes hans ivan jan joao ian sean janos ivo jens yannis giannis ioannis yohanes johan jonny yahya hannes evan shaun shawn
        jonathan jon john nathan jonny johnathan jonathon
        joseph joe joey jose josef giuseppe pepe jozef iosif josip yusuf youssef jo zeca osip yosef jozsef sepp
        josephine jo josie fina pepa giuseppina josefina
        joshua josh jesus josue
        judith judy judi jutta
        julia julie giulia jules juliet iulia yulia julija yuliya
        julian jules julius julio julien giuliano
        karen caren karin
        kenneth ken kenny
        kimberly kim kimberley
        klaus claus nicholas nikolaus
        konrad conrad kurt corrado
        lawrence larry lars laurence lorenzo laurent lorenz laurie lars lourenco loren lauri
        laura laurie lora lauren laure
        leonard leo len lenny leonardo leon lennie leonid leonhard lev
        leopold leo poldi
        leslie les lesley
        louis lou luis lewis luigi ludwig louie lajos luiz lodewijk ludovic ludvig
        louise lou luisa luise lulu
        lucas luke luca lukas luc lukasz luka
        lucy lucia lucie luz
        lydia lidia lidija
        madeline maddie madeleine magdalena lena magda maddy malena
        marcus mark marc marco marcos marek markus marcel marko marcin
        margaret maggie meg peggy marge rita greta margarita marguerite gretchen margot margarete madge megan grete malgorzata gosia margherita margo marjorie daisy
        maria mary marie mia moira molly polly mariya maryam miriam mariam maja marija maryia mitzi may ria
        marilyn mary
        martha marta mattie patty
        martin marty martino martijn marton martinus
        matthew matt matteo matthias mateo mathieu matvey mateusz mat matias mats matthieu matheus mathias matti
        maureen mo
        maximilian max maxim massimiliano maximiliano maksymilian maks maksim
        maxwell max
        melanie mel
        melissa mel missy lissa
        michael mike mick mickey michel miguel michele mikhail michal mikael mitch mihai misha mischa mikhael mykhailo micha mihaly mikko michail micky mihail
        michelle shelly micheline mish michele michaela
        mildred millie
        mohammed muhammad mohamed mohammad mo mehmet muhammed mohamad mohd md
        moses moshe moe moises musa
        natalie nat natalia natasha natalya nataliya tasha nathalie
        nathaniel nate nat nathan natan
        nicholas nick nicky nico nicolas nikolai nikola nicola niccolo nikolaos nikos klaus miklos mikolaj niklas nils niels nikita claus mykola nikolay nicolae nicolaas nik colin
        nicole nicky nikki nicoletta colette nicola
        norman norm
        oliver ollie olivier oliviero olli
        olivia liv livia ollie
        oscar oskar ozzie
        oswald ozzie
        pamela pam
        patricia pat patty tricia trish patsy patrizia
        patrick pat paddy patricio patrizio padraig patryk paddy rick
        paul pablo paolo pavel paulo pauli pawel paulus pauly pal pavlo pol
        paula pauline paola paulina pavla
        penelope penny nelly pinelopi
        percival percy
        peter pete pedro pietro pierre petr piotr petros pyotr piet petar petra peder pekka petri per petro
        philip phil felipe filippo philippe filip pip phillip philipp flip filipe
        priscilla cilla prissy
        rachel rae raquel rachael rahel
        ralph ralf raul raoul rafe rolf
        ramon ray raymond raimundo
        randolph randy randall
        raphael rafael rafe rafa raffaele rafal rafaello
        raymond ray ramon raimund
        rebecca becky becca beck rebekah rivka
        reginald reg reggie rex reinhold reinaldo
        regina gina reggie reina
        richard dick rick rich ricky richie ricardo riccardo rik ryszard rickard rikard dickie
        robert rob bob bobby robbie roberto bert rupert robin ruprecht robby bobbie
        roberta bobbie robbie
        roderick rod rodrigo roddy
        rodney rod
        roger rog ruggero rogelio rodger rudiger
        roland rolando rolly orlando rollo
        ronald ron ronnie ronaldo ronny
        rose rosa rosie rosalie rosanna rosemary roza
        rosemary rosie rose romy
        rudolph rudy rolf rudolf rodolfo dolf
        rupert robert
        russell russ rusty
        salvatore sal salvador turi toto
        samantha sam sammy
        samuel sam sammy samuele shmuel szymon
        sandra sandy alexandra
        sarah sally sara sadie sari
        sebastian seb bastian seba bas sebastien sebastiano basti
        sergei serge sergio sergey serhiy serhii sergiy sergius
        simon simeon szymon simone semyon shimon
        sophia sophie sofia sonja sonia zofia sofie sonya sofya zosia
        stanley stan stanislav stanislaw stas stanislaus staszek
        stephanie steph stefanie stephany estefania steffi stefania
        stephen steve steven stefan esteban stefano etienne stevie stepan istvan stephan stefanos stjepan steffen steph szczepan estevao
        stuart stu stewart
        susan sue susie suzanne susanna susana suzy zuzana zsuzsanna zuzanna suzie
        sylvester sly silvestre
        sylvia silvia sylvie syl
        tamara tammy toma
        teresa terry tess theresa tessa therese terri teresita resi
        terence terry terrence
        thaddeus tad tadeusz thad
        theodore ted theo teddy teodoro fyodor fedor feodor theodor teodor
        thomas tom tommy tomas tommaso tomasz thom tamas toma tuomas
        timothy tim timmy timo timofey timoteo
        tobias toby tobi
        valentine val valentin valentino
        valerie val valeria valeriya
        vanessa nessa
        veronica ronnie vera roni veronika veronique
        victor vic vittorio viktor victorio
        victoria vicky tori vicki viktoria vittoria vika viktoriya toria
        vincent vince vinnie vicente vincenzo vinny enzo vincente cenzo
        virginia ginny ginger gina
        vladimir vlad volodymyr wladimir waldemar volodya vova vladimiro wlodzimierz
        vladislav vlad wladyslaw ladislav laszlo
        walter walt wally gualtiero wolter wat
        wendy gwendolyn gwen
        wilhelm willi wim willem william helmut willy
        wilhelmina mina willa minnie wilma billie
        william will bill billy willy liam guillermo guglielmo guillaume wilhelm vilmos willem vilem bil wills wim gwilym guilherme uilleam
        wolfgang wolf wolfi
        xavier javier saverio javi xavi
        yaroslav jaroslav jaroslaw
        yvonne evonne ivonne
        zachary zach zack zak zacharias
        """
}
