extension Culture {
    static let french = Culture(
        given: """
            Jean Pierre/Pierrot Michel/Mich Philippe/Phil Alain Patrick/Pat Nicolas/Nico Christophe/Chris Daniel/Dany Bernard Laurent
            Stéphane/Steph Frédéric/Fred Jacques/Jacky Thierry Olivier Pascal Éric Sébastien/Seb Julien/Ju Gérard/Gégé David Thomas/Tom
            Alexandre/Alex Maxime/Max Antoine/Tony Romain Guillaume/Guill Vincent/Vince Benoît/Ben Mathieu/Mat Jean-Pierre Jean-Luc François
            Marie Nathalie/Nat Isabelle/Isa Sylvie Catherine/Cathy Martine/Titine Christine/Chris Françoise Valérie/Val Sandrine Véronique/Véro
            Céline Stéphanie/Steph Sophie Émilie/Milie Julie Aurélie Camille/Cam Chloé Manon Léa Anne Élise Monique/Momo Jacqueline/Jacquie
            Marie-Claude Anne-Sophie Élodie Charlotte/Charlie Pauline Mathilde Hélène Juliette Geneviève Brigitte
            """,
        surnames: """
            Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefebvre Leroy Roux David Bertrand Morel
            Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Muller Lefèvre Faure André Mercier Blanc Guérin Boyer Garnier
            Chevalier François Legrand Gauthier Garcia Perrin Robin Clément Morin Nicolas Henry Roussel Mathieu Gautier Masson Marchand Duval
            Denis Dumont Marie Lemaire Noël Meyer Dufour Meunier Brun Blanchard Giraud Joly Rivière Lucas Brunet Gaillard Barbier Arnaud
            Martinez Gérard Roche Renard Schmitt Roy Leroux Colin Vidal Caron Picard Roger Fabre Aubert Lemoine Renaud Dumas Payet Olivier
            """,
        trades: """
            Bâtiment:construction
            Construction:construction
            Travaux Publics:construction
            Plomberie:plumbing
            Chauffage:plumbing
            Électricité:electrical
            Couverture:roofing
            Menuiserie:roofing
            Mécanique:machinery
            Chaudronnerie:metal
            Logiciels:software
            Informatique:it
            Conseil Informatique:it
            Logistique:logistics
            Transports:trucking
            Avocats:law
            Expertise Comptable:accounting
            Conseil:consulting
            Cabinet Dentaire:dental
            Clinique:health
            Laboratoires:pharma
            Chimie:chemicals
            Boulangerie:food
            Charcuterie:food
            Fromagerie:food
            Restauration:restaurants
            Hôtel:hotels
            Distribution:wholesale
            Négoce:wholesale
            Assurances:insurance
            Finance:investment
            Gestion:investment
            Immobilier:property
            Architecture:architecture
            Ingénierie:engineering
            Communication:marketing
            Éditions:media
            Imprimerie:printing
            Textiles:textiles
            Meubles:furniture
            Automobiles:cars
            Garage:garages
            Agricole:farming
            Vignobles:wine
            Domaine:wine
            Énergies:energy
            Environnement:waste
            Formation:education
            Électronique:electronics
            Nettoyage:cleaning
            Sécurité:security
            Voyages:travel
            Plastiques:plastics
            Coiffure:beauty
            """,
        owner:
            "{t} {a}|{a} {t}|Établissements {a}|Ets {a}|{a} et Fils|{a} Frères|{t} {a} et Fils|Maison {a}|Groupe {a}|{t} {g} {a}|Société {a}",
        partners: "{a} & {b}|{t} {a} {b}|{a} {b} {t}|{a} et {b}|Cabinet {a}, {b} & Associés",
        trade: "{x} {t}|{t} {x}|{x}|Groupe {x}|{x} France",
        town: "{t} de {p}|{t} {p}|{p} {t}|{t} du {r}|Société {t} de {p}|Mairie de {p}",
        group:
            "France|Holding|Participations|Services|Groupe|Distribution|Logistique|Immobilier|International|Industrie|Finance|Sud|Ouest|Belgique",
        streets: """
            {n} rue de la Gare
            {n} rue de l'Église
            {n}, avenue de la République
            {n} avenue du Général de Gaulle
            {n} boulevard Victor Hugo
            {n} bis rue {s}
            {n} rue {s}
            {n}, place du Marché
            ZI de {s}, Lot {n}
            {n} chemin des {s}s
            {n} quai {s}
            """,
        surnameHalves: (
            "Beau Bois Belle Bon Champ Château Clair Cour De_la_ Des Du Font Gai Grand Haut Lam Lan Mal Mar Mon Mont Neu Per Plan Pont Roche Saint- Val Ver Ville",
            "mont bert court champ val chaud din gnon lier mère neau nard quet ron sard seau tier ville vin"
        ),
        townHalves: (
            "Saint-Martin- Beau Mont Roche Château Ville Neuf Font Pont Vaux Chante Aigue Bourg- Clair Cour",
            "ville mont fort court bourg val neuve sur-Loire sur-Seine lieu champ mare"
        )
    )
    static let italian = Culture(
        given: """
            Giuseppe/Beppe/Pino Antonio/Tonino Giovanni/Gianni Mario Luigi/Gigi Francesco/Franco Angelo Vincenzo/Enzo Salvatore/Totò Pietro
            Domenico/Mimmo Carlo Paolo Marco Andrea Roberto/Berto Stefano Alessandro/Sandro Luca Matteo/Teo Davide Lorenzo/Renzo Simone Federico
            Riccardo/Ricky Fabio Massimo Giorgio Claudio Sergio Giulia Maria/Mara Anna Giuseppina/Pina Rosa/Rosina Angela Giovanna/Gianna Teresa
            Lucia Carmela Caterina Francesca/Franca Antonella Paola Laura Elena Chiara Sara Valentina/Vale Alessandra/Ale Silvia Elisa Martina
            Federica/Fede Roberta Daniela Patrizia Barbara Simona Monica Cristina Ilaria Giorgia
            """,
        surnames: """
            Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti De_Luca Mancini Costa Giordano Rizzo Lombardi
            Moretti Barbieri Fontana Santoro Mariani Rinaldi Caruso Ferrara Galli Martini Leone Longo Gentile Martinelli Vitale Lombardo Serra Coppola
            De_Santis D'Angelo Marchetti Parisi Villa Conte Ferraro Ferri Fabbri Bianco Marini Grasso Valentini Messina Sala De_Angelis Gatti
            Pellegrini Palumbo Sanna Farina Rizzi Monti Cattaneo Morelli Amato Silvestri Mazza Testa Grassi Pellegrino Carbone Giuliani Benedetti
            """,
        trades: """
            Costruzioni:construction
            Edilizia:construction
            Impianti:plumbing
            Termoidraulica:plumbing
            Elettroimpianti:electrical
            Falegnameria:roofing
            Macchine:machinery
            Officine Meccaniche:machinery
            Carpenteria:metal
            Acciai:metal
            Software:software
            Informatica:it
            Logistica:logistics
            Autotrasporti:trucking
            Studio Legale:law
            Consulenza:consulting
            Studio Dentistico:dental
            Clinica:health
            Farmaceutici:pharma
            Chimica:chemicals
            Alimentari:food
            Pastificio:food
            Salumificio:food
            Ristorazione:restaurants
            Albergo:hotels
            Commercio:wholesale
            Assicurazioni:insurance
            Immobiliare:property
            Finanziaria:investment
            Architetti:architecture
            Ingegneria:engineering
            Pubblicità:marketing
            Editrice:media
            Tipografia:printing
            Tessitura:textiles
            Arredamenti:furniture
            Auto:cars
            Autofficina:garages
            Agricola:farming
            Cantina:wine
            Energia:energy
            Ecologia:waste
            Formazione:education
            Elettronica:electronics
            Pulizie:cleaning
            Vigilanza:security
            Viaggi:travel
            Plastica:plastics
            Ceramiche:plastics
            """,
        owner:
            "{t} {a}|{a} {t}|Fratelli {a}|F.lli {a} {t}|{a} & Figli|{t} {g} {a}|Gruppo {a}|{t} {a} & C.|Ditta {a} {g}",
        partners: "{a} & {b}|{a} e {b} {t}|{t} {a} {b}|{a} {b} & Associati",
        trade: "{x} {t}|{t} {x}|{x}|Gruppo {x}|{x} Italia",
        town: "{t} {p}|{t} di {p}|{p} {t}|{t} {r}|Nuova {t} {p}|Comune di {p}",
        group:
            "Italia|Holding|Immobiliare|Servizi|Gruppo|Logistica|Partecipazioni|Distribuzione|Nord|Sud|International|Industrie",
        streets: """
            Via Roma {n}
            Via Garibaldi, {n}
            Corso Italia {n}
            Piazza del Duomo {n}
            Viale della Libertà {n}
            Via {s} {n}
            Via G. {s}, {n}/{m}
            Via dell'Industria {n}
            Strada Provinciale {n}
            """,
        surnameHalves: (
            "Bal Bar Bel Ber Bon Bor Cal Cam Cas Cer Fab Fal Gal Gar Gri Mal Man Mar Maz Mon Mor Or Pal Pas Pel Pic San Sal Tor Val Ven Vic Zan Zam",
            "ini etti elli oni ardi aldi otti ucci ese aro ato ini etto ioli"
        ),
        townHalves: (
            "Castel San_Giovanni_ Monte Borgo_ Villa Campo Ponte Rocca Santa_Maria_ Torre Fiume Colle Serra",
            "nuovo vecchio franco alto basso lungo rosso chiaro fiorito marina"
        )
    )
    static let spanish = Culture(
        given: """
            Antonio/Toño Manuel/Manolo José/Pepe Francisco/Paco/Fran David Juan Javier/Javi Daniel/Dani Jesús/Chus Carlos Alejandro/Álex Miguel Rafael/Rafa
            Pedro/Perico Ángel Pablo Fernando/Nando Sergio Luis/Lucho Jorge Alberto/Beto Álvaro Diego Adrián Raúl Enrique/Quique Ramón/Moncho Vicente/Chente
            Andrés Joaquín/Quino Santiago/Santi Eduardo/Edu Ignacio/Nacho María/Mari Carmen/Menchu Ana/Anita Isabel/Isa Laura Cristina/Cris Marta Lucía
            Pilar/Pili Dolores/Lola Elena Sara Raquel Paula Rosa Mercedes/Merche Josefa/Pepa Antonia Teresa/Tere Francisca/Paqui Beatriz/Bea Sofía
            Patricia/Patri Rocío Nuria Silvia Montserrat/Montse Guadalupe/Lupe Verónica/Vero Alejandra/Ale Gabriela/Gaby
            """,
        surnames: """
            García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Hernández Ruiz Díaz Moreno Muñoz Álvarez Romero Gutiérrez
            Alonso Navarro Torres Domínguez Ramos Vázquez Ramírez Gil Serrano Morales Molina Blanco Suárez Castro Ortega Delgado Ortiz Marín Rubio Núñez
            Medina Sanz Castillo Iglesias Cortés Garrido Santos Guerrero Lozano Cano Cruz Méndez Flores Prieto Herrera Peña León Márquez Cabrera Gallego
            Calvo Vidal Campos Vega Fuentes Carrasco Díez Aguilar Cabello Reyes Nieto Caballero Pascual Herrero Rojas Vargas Ibáñez Hidalgo Montero Santana
            """,
        trades: """
            Construcciones:construction
            Obras y Servicios:construction
            Fontanería:plumbing
            Instalaciones:plumbing
            Electricidad:electrical
            Carpintería:roofing
            Maquinaria:machinery
            Talleres:metal
            Estructuras Metálicas:metal
            Software:software
            Sistemas:it
            Informática:it
            Logística:logistics
            Transportes:trucking
            Abogados:law
            Asesores:accounting
            Consultores:consulting
            Clínica Dental:dental
            Clínica:health
            Farmacéutica:pharma
            Química:chemicals
            Alimentos:food
            Cárnicas:food
            Conservas:food
            Restaurantes:restaurants
            Hoteles:hotels
            Comercial:wholesale
            Distribuciones:wholesale
            Seguros:insurance
            Inmobiliaria:property
            Inversiones:investment
            Arquitectos:architecture
            Ingeniería:engineering
            Publicidad:marketing
            Editorial:media
            Gráficas:printing
            Textil:textiles
            Muebles:furniture
            Automóviles:cars
            Agrícola:farming
            Bodegas:wine
            Energía:energy
            Reciclajes:waste
            Formación:education
            Electrónica:electronics
            Limpiezas:cleaning
            Seguridad:security
            Viajes:travel
            Plásticos:plastics
            """,
        owner:
            "{t} {a}|{a} {t}|Hermanos {a}|{t} Hermanos {a}|{a} e Hijos|{t} {a} e Hijos|Grupo {a}|{t} {g} {a}|Hijos de {g} {a}",
        partners: "{a} y {b}|{t} {a} {b}|{a} & {b} {t}|{a} {b} y Asociados",
        trade: "{x} {t}|{t} {x}|{x}|Grupo {x}|{x} Ibérica",
        town: "{t} de {p}|{t} {p}|{p} {t}|{t} del {r}|{t} Ciudad de {p}|Ayuntamiento de {p}",
        group:
            "España|México|Holding|Servicios|Grupo|Logística|Inversiones|Ibérica|Distribución|Inmuebles|Industrial|Comercial|Latam",
        streets: """
            Calle Mayor {n}
            C/ Real, {n}
            Avda. de la Constitución {n}
            Avenida de Andalucía, {n}, {m}º
            Plaza de España {n}
            Calle {s} {n}
            C/ {s}, {n}
            Polígono Industrial {s}, Nave {n}
            Paseo de {s} {n}
            """,
        surnameHalves: (
            "Ara Bar Bel Cal Can Car Cas Echa Esco Esqui Ga Go Ibar Irri La_ Lar Lla Mon Oro Pala Peña Queve Sal Sola Torre Uri Val Villa Zaba Zu",
            "bar dos goitia lba na nares nedo nza rda rón rrea rreta ta varría verde zar"
        ),
        townHalves: (
            "Villa San_Miguel_ Santa_ Puerto_ Monte Alcalá_ Torre Fuente Campo Valde Peña Casa",
            "nueva del_Río real hermosa blanca alta del_Mar verde seca franca"
        )
    )
    static let portuguese = Culture(
        given: """
            José/Zé João/Joãozinho António/Tó Francisco/Chico Carlos/Carlinhos Paulo/Paulinho Pedro Lucas Luiz/Lula Marcos Luís Gabriel Rafael/Rafa Daniel
            Marcelo Bruno Eduardo/Edu Felipe/Lipe Rodrigo Manuel/Manel Tiago Nuno Rui Miguel Gustavo/Guga Fernando/Nando Ricardo Roberto/Beto Maria/Mia
            Ana/Aninha Francisca Antónia Adriana/Dri Juliana/Ju Márcia Fernanda/Nanda Patrícia/Paty Aline Sandra Camila/Mila Amanda Bruna Jéssica Letícia/Lê
            Júlia Luciana/Lu Vanessa Mariana/Mari Gabriela/Gabi Inês Catarina/Cata Beatriz/Bia Teresa/Teca Joana Sofia
            """,
        surnames: """
            Silva Santos Oliveira Souza Rodrigues Ferreira Alves Pereira Lima Gomes Costa Ribeiro Martins Carvalho Almeida Lopes Soares Fernandes Vieira Barbosa
            Rocha Dias Nascimento Andrade Moreira Nunes Marques Machado Mendes Freitas Cardoso Ramos Gonçalves Santana Teixeira Araújo Correia Pinto Cunha
            Monteiro Moura Campos Castro Batista Azevedo Cavalcanti Tavares Duarte Sousa Melo Borges Coelho Neves Matos Fonseca Figueiredo Pires
            """,
        trades: """
            Construções:construction
            Engenharia:engineering
            Instalações:plumbing
            Elétrica:electrical
            Marcenaria:roofing
            Máquinas:machinery
            Metalúrgica:metal
            Software:software
            Sistemas:it
            Informática:it
            Logística:logistics
            Transportes:trucking
            Advogados:law
            Contabilidade:accounting
            Consultoria:consulting
            Clínica Odontológica:dental
            Clínica:health
            Farmacêutica:pharma
            Química:chemicals
            Alimentos:food
            Panificadora:food
            Restaurante:restaurants
            Hotéis:hotels
            Comércio:wholesale
            Distribuidora:wholesale
            Seguros:insurance
            Imóveis:property
            Investimentos:investment
            Arquitetura:architecture
            Publicidade:marketing
            Editora:media
            Gráfica:printing
            Têxtil:textiles
            Móveis:furniture
            Veículos:cars
            Agropecuária:farming
            Vinhos:wine
            Energia:energy
            Ambiental:waste
            Educação:education
            Eletrônica:electronics
            Limpeza:cleaning
            Segurança:security
            Viagens:travel
            Plásticos:plastics
            """,
        owner: "{t} {a}|{a} {t}|Irmãos {a}|{t} Irmãos {a}|{a} & Filhos|Grupo {a}|{t} {g} {a}|Casa {a}",
        partners: "{a} & {b}|{t} {a} {b}|{a} e {b} {t}|{a} {b} Associados",
        trade: "{x} {t}|{t} {x}|{x}|Grupo {x}|{x} do Brasil",
        town: "{t} {p}|{t} de {p}|{p} {t}|{t} {r}|Nova {t} {p}|Prefeitura de {p}",
        group:
            "Brasil|Portugal|Participações|Serviços|Grupo|Logística|Investimentos|Distribuição|Comercial|Industrial|Nordeste|Sul",
        streets: """
            Rua Augusta, {n}
            Rua das Flores {n}
            Avenida Paulista, {n}, {m}º andar
            Av. da Liberdade {n}
            Rua {s}, {n}
            Praça da República {n}
            Rodovia {s}, km {m}
            Largo {s} {n}
            """,
        surnameHalves: (
            "Aze Bar Bran Cal Cam Car Cas Cer Fal Fre Gui Lei Ma Mon Mou Nor Pei Qua Ra Sal Sei Te Val Vas Ver",
            "beira cão deira dinho galhães ga lho marães nheira queira reira ria ros telo valho xoto"
        ),
        townHalves: (
            "São_José_ Santa_Rita_ Vila_ Porto_ Campo_ Monte_ Nova_ Boa_ Ribeirão_ Barra_ Pouso_",
            "Alegre Grande Bela Esperança Verde Novo Claro Lima do_Sul das_Pedras Formoso"
        )
    )
}
