# Completion of loam for fish, printed by 'loam completion fish'.
complete -c loam -n 'not __fish_seen_subcommand_from serve work sandbox demo catalogue connection migrate backup restore doctor user key secrets match job run jobs routes config completion version help' -f -a serve -d 'Serve the portal and the API, and work on jobs.'
complete -c loam -n 'not __fish_seen_subcommand_from serve work sandbox demo catalogue connection migrate backup restore doctor user key secrets match job run jobs routes config completion version help' -f -a work -d 'Work on jobs, and serve nothing.'
complete -c loam -n 'not __fish_seen_subcommand_from serve work sandbox demo catalogue connection migrate backup restore doctor user key secrets match job run jobs routes config completion version help' -f -a sandbox -d 'Run an org of one\'s own that speaks Salesforce\'s APIs.'
complete -c loam -n 'not __fish_seen_subcommand_from serve work sandbox demo catalogue connection migrate backup restore doctor user key secrets match job run jobs routes config completion version help' -f -a demo -d 'Try Loam out: a made-up catalogue, an org, and jobs that are ready to run.'
complete -c loam -n 'not __fish_seen_subcommand_from serve work sandbox demo catalogue connection migrate backup restore doctor user key secrets match job run jobs routes config completion version help' -f -a catalogue -d 'Load companies and people, find them, and see where they came from.'
complete -c loam -n 'not __fish_seen_subcommand_from serve work sandbox demo catalogue connection migrate backup restore doctor user key secrets match job run jobs routes config completion version help' -f -a connection -d 'Connect Salesforce orgs, look at the connections, and end them.'
complete -c loam -n 'not __fish_seen_subcommand_from serve work sandbox demo catalogue connection migrate backup restore doctor user key secrets match job run jobs routes config completion version help' -f -a migrate -d 'Bring the tables of the database up to date.'
complete -c loam -n 'not __fish_seen_subcommand_from serve work sandbox demo catalogue connection migrate backup restore doctor user key secrets match job run jobs routes config completion version help' -f -a backup -d 'Write a copy of all data to a file, and check it.'
complete -c loam -n 'not __fish_seen_subcommand_from serve work sandbox demo catalogue connection migrate backup restore doctor user key secrets match job run jobs routes config completion version help' -f -a restore -d 'Put a backup in the place of the data.'
complete -c loam -n 'not __fish_seen_subcommand_from serve work sandbox demo catalogue connection migrate backup restore doctor user key secrets match job run jobs routes config completion version help' -f -a doctor -d 'Look for what is wrong, and say how to mend it.'
complete -c loam -n 'not __fish_seen_subcommand_from serve work sandbox demo catalogue connection migrate backup restore doctor user key secrets match job run jobs routes config completion version help' -f -a user -d 'List people, let them in, shut them out.'
complete -c loam -n 'not __fish_seen_subcommand_from serve work sandbox demo catalogue connection migrate backup restore doctor user key secrets match job run jobs routes config completion version help' -f -a key -d 'Make, list and revoke API keys.'
complete -c loam -n 'not __fish_seen_subcommand_from serve work sandbox demo catalogue connection migrate backup restore doctor user key secrets match job run jobs routes config completion version help' -f -a secrets -d 'Look after the key that seals stored secrets.'
complete -c loam -n 'not __fish_seen_subcommand_from serve work sandbox demo catalogue connection migrate backup restore doctor user key secrets match job run jobs routes config completion version help' -f -a match -d 'Find which companies and people of the catalogue records are.'
complete -c loam -n 'not __fish_seen_subcommand_from serve work sandbox demo catalogue connection migrate backup restore doctor user key secrets match job run jobs routes config completion version help' -f -a job -d 'Look at jobs of Scheduled Enrich, run them, and keep them as files.'
complete -c loam -n 'not __fish_seen_subcommand_from serve work sandbox demo catalogue connection migrate backup restore doctor user key secrets match job run jobs routes config completion version help' -f -a run -d 'Look at runs of enrichment, pause and stop them, and take them back.'
complete -c loam -n 'not __fish_seen_subcommand_from serve work sandbox demo catalogue connection migrate backup restore doctor user key secrets match job run jobs routes config completion version help' -f -a jobs -d 'Look at the queue, and put back what was given up.'
complete -c loam -n 'not __fish_seen_subcommand_from serve work sandbox demo catalogue connection migrate backup restore doctor user key secrets match job run jobs routes config completion version help' -f -a routes -d 'List every address that the server answers, and who may use it.'
complete -c loam -n 'not __fish_seen_subcommand_from serve work sandbox demo catalogue connection migrate backup restore doctor user key secrets match job run jobs routes config completion version help' -f -a config -d 'Print every value of the configuration and where it comes from.'
complete -c loam -n 'not __fish_seen_subcommand_from serve work sandbox demo catalogue connection migrate backup restore doctor user key secrets match job run jobs routes config completion version help' -f -a completion -d 'Print the completion script of a shell.'
complete -c loam -n 'not __fish_seen_subcommand_from serve work sandbox demo catalogue connection migrate backup restore doctor user key secrets match job run jobs routes config completion version help' -f -a version -d 'Show the version.'
complete -c loam -n 'not __fish_seen_subcommand_from serve work sandbox demo catalogue connection migrate backup restore doctor user key secrets match job run jobs routes config completion version help' -f -a help -d 'Show the help of a command, or the manual page of all.'
complete -c loam -n 'not __fish_seen_subcommand_from serve work sandbox demo catalogue connection migrate backup restore doctor user key secrets match job run jobs routes config completion version help' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from serve' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from serve' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from serve' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from serve' -l host -d 'The address to listen on: 127.0.0.1 for this machine only, 0.0.0.0 for every IPv4 address, :: for every address.' -x
complete -c loam -n '__fish_seen_subcommand_from serve' -l port -d 'The port to listen on; 0 takes any free one and prints it. Links in mails then need public-url.' -x
complete -c loam -n '__fish_seen_subcommand_from serve' -l public-url -d 'The address that people type, for links in mails and for cookies. Without it, the address that Loam listens on.' -x
complete -c loam -n '__fish_seen_subcommand_from serve' -l tls-certificate -d 'The certificate chain in PEM form, the server\'s own certificate first. With it, Loam speaks TLS itself.' -r -F
complete -c loam -n '__fish_seen_subcommand_from serve' -l tls-key -d 'The certificate\'s private key in PEM form.' -r -F
complete -c loam -n '__fish_seen_subcommand_from serve' -l trusted-proxies -d 'The reverse proxies that may say by X-Forwarded-For and X-Forwarded-Proto who is asking and how. From everyone else these headers are ignored.' -x
complete -c loam -n '__fish_seen_subcommand_from serve' -l slots -d 'How many jobs this process works on at once; 0 for none.' -x
complete -c loam -n '__fish_seen_subcommand_from serve' -l log-format -d 'How log lines look: human for a terminal, json for a collector. auto is human where standard error is a terminal and json elsewhere.' -x -a 'auto human json'
complete -c loam -n '__fish_seen_subcommand_from serve' -l log-level -d 'The least important lines that are still written.' -x -a 'debug info notice warning error'
complete -c loam -n '__fish_seen_subcommand_from serve' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from work' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from work' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from work' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from work' -l slots -d 'How many jobs this process works on at once; 0 for none.' -x
complete -c loam -n '__fish_seen_subcommand_from work' -l kinds -d 'The kinds of jobs that this process takes. Without it, all that it knows.' -x
complete -c loam -n '__fish_seen_subcommand_from work' -l work-port -d 'The port on which \'loam work\' answers /health, /ready and /metrics, at the same host as a server would. Without it, it answers nothing.' -x
complete -c loam -n '__fish_seen_subcommand_from work' -l stop-within -d 'How long requests and steps of jobs under way may take to finish after SIGTERM. What is not done by then is cut off, and another process takes the jobs over.' -x
complete -c loam -n '__fish_seen_subcommand_from work' -l log-format -d 'How log lines look: human for a terminal, json for a collector. auto is human where standard error is a terminal and json elsewhere.' -x -a 'auto human json'
complete -c loam -n '__fish_seen_subcommand_from work' -l log-level -d 'The least important lines that are still written.' -x -a 'debug info notice warning error'
complete -c loam -n '__fish_seen_subcommand_from work' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from sandbox' -l port -d 'Listen on this port; 0 takes a free one. Default 8081.' -x
complete -c loam -n '__fish_seen_subcommand_from sandbox' -l host -d 'Listen on this address. Default 127.0.0.1.' -x
complete -c loam -n '__fish_seen_subcommand_from sandbox' -l tls -d 'Speak TLS, with a certificate that is made now and written to a file for clients to trust.'
complete -c loam -n '__fish_seen_subcommand_from sandbox' -l accounts -d 'Make so many accounts up, with opportunities.' -x
complete -c loam -n '__fish_seen_subcommand_from sandbox' -l contacts -d 'Make so many contacts up, with tasks and campaigns.' -x
complete -c loam -n '__fish_seen_subcommand_from sandbox' -l leads -d 'Make so many leads up.' -x
complete -c loam -n '__fish_seen_subcommand_from sandbox' -l seed -d 'Make up other rows than those of seed 1.' -x
complete -c loam -n '__fish_seen_subcommand_from sandbox' -l from -d 'Load the CSV files of this folder, such as Account.csv.' -r -F
complete -c loam -n '__fish_seen_subcommand_from sandbox' -l data -d 'Keep the org in this folder.' -r -F
complete -c loam -n '__fish_seen_subcommand_from sandbox' -l api-limit -d 'Take so many calls in 24 hours. Default 100000.' -x
complete -c loam -n '__fish_seen_subcommand_from sandbox' -l session-minutes -d 'End a session that was not used for so long. Default 120.' -x
complete -c loam -n '__fish_seen_subcommand_from sandbox' -l callback -d 'Let the connected app send browsers back to this address.' -x
complete -c loam -n '__fish_seen_subcommand_from sandbox' -l app-certificate -d 'Let the connected app sign in by JWTs that this certificate checks.' -r -F
complete -c loam -n '__fish_seen_subcommand_from sandbox' -l fault -d 'Let something go wrong, as latency, error, drop or daily-limit; several are separated by semicolons.' -x
complete -c loam -n '__fish_seen_subcommand_from sandbox' -l instant-enrich -d 'Call this address for new leads, contacts and accounts of the administrator, as the Salesforce package does.' -x
complete -c loam -n '__fish_seen_subcommand_from sandbox' -l instant-enrich-user -d 'Make those calls under this username, which Loam shows when it is given the org\'s certificate.' -x
complete -c loam -n '__fish_seen_subcommand_from sandbox' -l json -d 'Print the result as JSON.'
complete -c loam -n '__fish_seen_subcommand_from sandbox' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from demo' -l data -d 'Keep everything in this folder. Default ./loam-demo.' -r -F
complete -c loam -n '__fish_seen_subcommand_from demo' -l port -d 'The port of the portal. Default 8080.' -x
complete -c loam -n '__fish_seen_subcommand_from demo' -l org-port -d 'The port of the org. Default 8081.' -x
complete -c loam -n '__fish_seen_subcommand_from demo' -l companies -d 'Companies of the catalogue. Default 20000.' -x
complete -c loam -n '__fish_seen_subcommand_from demo' -l people -d 'People of the catalogue. Default 40000.' -x
complete -c loam -n '__fish_seen_subcommand_from demo' -l accounts -d 'Accounts of the org. Default 2000.' -x
complete -c loam -n '__fish_seen_subcommand_from demo' -l contacts -d 'Contacts of the org. Default 4000.' -x
complete -c loam -n '__fish_seen_subcommand_from demo' -l leads -d 'Leads of the org. Default 1000.' -x
complete -c loam -n '__fish_seen_subcommand_from demo' -l seed -d 'Make up other data than those of seed 1.' -x
complete -c loam -n '__fish_seen_subcommand_from demo' -l check -d 'Run, preview and undo every job, compare, and end.'
complete -c loam -n '__fish_seen_subcommand_from demo' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from catalogue; and not __fish_seen_subcommand_from load find index sources rejects sample' -f -a load -d 'Load files of companies, people, signals or scoops.'
complete -c loam -n '__fish_seen_subcommand_from catalogue; and not __fish_seen_subcommand_from load find index sources rejects sample' -f -a find -d 'Find companies or people by words, a domain or an address.'
complete -c loam -n '__fish_seen_subcommand_from catalogue; and not __fish_seen_subcommand_from load find index sources rejects sample' -f -a index -d 'Bring the matching index up to date, and tell what too many entries share.'
complete -c loam -n '__fish_seen_subcommand_from catalogue; and not __fish_seen_subcommand_from load find index sources rejects sample' -f -a sources -d 'List the sources and the latest loads.'
complete -c loam -n '__fish_seen_subcommand_from catalogue; and not __fish_seen_subcommand_from load find index sources rejects sample' -f -a rejects -d 'Print the rows of a load that were not loaded, as CSV.'
complete -c loam -n '__fish_seen_subcommand_from catalogue; and not __fish_seen_subcommand_from load find index sources rejects sample' -f -a sample -d 'Make up companies and people, and load them.'
complete -c loam -n '__fish_seen_subcommand_from catalogue; and not __fish_seen_subcommand_from load find index sources rejects sample' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from load' -l source -d 'Where the files come from; the preset\'s name or the file\'s own when not said.' -x
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from load' -l priority -d 'Of sources that say different things, the one with the lowest number is believed; 100 at first.' -x
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from load' -l preset -d 'A public source: gleif, sec-tickers, companies-house, people-data-labs or wikidata.' -x -a 'gleif sec-tickers companies-house people-data-labs wikidata'
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from load' -l kind -d 'What the files hold: companies, people, signals or scoops.' -x -a 'companies people signals scoops'
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from load' -l map -d 'What a column means, several with semicolons between them; nothing behind = leaves it out.' -x
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from load' -l part -d 'The files are not all that the source holds: end nothing.'
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from load' -l dry-run -d 'Show how the files are understood, and load nothing.'
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from load' -l json -d 'Print the result as JSON.'
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from load' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from load' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from load' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from load' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from find' -l people -d 'Look for people and not for companies.'
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from find' -l country -d 'Only of this country, by code or name.' -x
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from find' -l order -d 'By what the list is sorted: fit, name or largest.' -x -a 'fit name largest'
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from find' -l limit -d 'Show so many; 20 when not said.' -x
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from find' -l json -d 'Print the result as JSON.'
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from find' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from find' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from find' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from find' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from index' -l limit -d 'List so many shared values; 20 when not said.' -x
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from index' -l json -d 'Print the result as JSON.'
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from index' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from index' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from index' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from index' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from sources' -l json -d 'Print the result as JSON.'
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from sources' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from sources' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from sources' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from sources' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from rejects' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from rejects' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from rejects' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from rejects' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from sample' -l companies -d 'How many companies; 1000 when not said.' -x
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from sample' -l people -d 'How many people; 1000 when not said.' -x
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from sample' -l seed -d 'Another number makes other rows; 1 when not said.' -x
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from sample' -l out -d 'Write companies.csv and people.csv into this folder instead.' -r -F
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from sample' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from sample' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from sample' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from catalogue; and __fish_seen_subcommand_from sample' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from connection; and not __fish_seen_subcommand_from list show check connect on off disconnect' -f -a list -d 'List the connections.'
complete -c loam -n '__fish_seen_subcommand_from connection; and not __fish_seen_subcommand_from list show check connect on off disconnect' -f -a show -d 'Show a connection: its org, its state, who answers for it, and what it has used.'
complete -c loam -n '__fish_seen_subcommand_from connection; and not __fish_seen_subcommand_from list show check connect on off disconnect' -f -a check -d 'Ask the org which of the permissions that Loam needs are there.'
complete -c loam -n '__fish_seen_subcommand_from connection; and not __fish_seen_subcommand_from list show check connect on off disconnect' -f -a connect -d 'Connect an org without a browser, by a signed statement (JWT bearer).'
complete -c loam -n '__fish_seen_subcommand_from connection; and not __fish_seen_subcommand_from list show check connect on off disconnect' -f -a on -d 'Switch a connection on for everybody.'
complete -c loam -n '__fish_seen_subcommand_from connection; and not __fish_seen_subcommand_from list show check connect on off disconnect' -f -a off -d 'Switch a connection off for everybody; no setting is lost.'
complete -c loam -n '__fish_seen_subcommand_from connection; and not __fish_seen_subcommand_from list show check connect on off disconnect' -f -a disconnect -d 'End a connection; its history stays.'
complete -c loam -n '__fish_seen_subcommand_from connection; and not __fish_seen_subcommand_from list show check connect on off disconnect' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from list' -l json -d 'Print the result as JSON.'
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from list' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from list' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from list' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from list' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from show' -l json -d 'Print the result as JSON.'
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from show' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from show' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from show' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from show' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from check' -l json -d 'Print the result as JSON.'
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from check' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from check' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from check' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from check' -l salesforce-private-hosts -d 'Hosts of Salesforce orgs that may lie at private addresses and speak without TLS, as a sandbox org on this machine does. Every other org is called by TLS and at public addresses only.' -x
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from check' -l outgoing-proxy -d 'The proxy through which Loam reaches other systems, the mail server left out. Without it, the variables http_proxy, https_proxy and no_proxy count.' -x
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from check' -l outgoing-ca -d 'Certificates in PEM form that Loam trusts when it calls other systems, instead of the machine\'s.' -r -F
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from check' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from connect' -l org -d 'Where the org\'s users sign in: production, sandbox, or its own domain such as acme.my.salesforce.com.' -x
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from connect' -l consumer-key -d 'The consumer key of the connected app; not needed where the app of this host is known.' -x
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from connect' -l username -d 'The integration user as which Loam signs in.' -x
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from connect' -l key -d 'A private RSA key in PEM form, instead of a new one.' -r -F
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from connect' -l for -d 'The e-mail address of the administrator who answers for the connection.' -x
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from connect' -l json -d 'Print the result as JSON.'
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from connect' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from connect' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from connect' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from connect' -l salesforce-private-hosts -d 'Hosts of Salesforce orgs that may lie at private addresses and speak without TLS, as a sandbox org on this machine does. Every other org is called by TLS and at public addresses only.' -x
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from connect' -l outgoing-proxy -d 'The proxy through which Loam reaches other systems, the mail server left out. Without it, the variables http_proxy, https_proxy and no_proxy count.' -x
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from connect' -l outgoing-ca -d 'Certificates in PEM form that Loam trusts when it calls other systems, instead of the machine\'s.' -r -F
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from connect' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from on' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from on' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from on' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from on' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from off' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from off' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from off' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from off' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from disconnect' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from disconnect' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from disconnect' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from connection; and __fish_seen_subcommand_from disconnect' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from migrate' -l json -d 'Print the result as JSON.'
complete -c loam -n '__fish_seen_subcommand_from migrate' -l dry-run -d 'List what would run, and change nothing.'
complete -c loam -n '__fish_seen_subcommand_from migrate' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from migrate' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from migrate' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from migrate' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from backup' -l json -d 'Print the result as JSON.'
complete -c loam -n '__fish_seen_subcommand_from backup' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from backup' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from backup' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from backup' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from restore' -l json -d 'Print the result as JSON.'
complete -c loam -n '__fish_seen_subcommand_from restore' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from restore' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from restore' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from restore' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from doctor' -l json -d 'Print the result as JSON.'
complete -c loam -n '__fish_seen_subcommand_from doctor' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from doctor' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from doctor' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from doctor' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from user; and not __fish_seen_subcommand_from list create invite role deactivate reactivate reset-password' -f -a list -d 'List the people of the organisation.'
complete -c loam -n '__fish_seen_subcommand_from user; and not __fish_seen_subcommand_from list create invite role deactivate reactivate reset-password' -f -a create -d 'Add a person without a mail, and print the link for their password.'
complete -c loam -n '__fish_seen_subcommand_from user; and not __fish_seen_subcommand_from list create invite role deactivate reactivate reset-password' -f -a invite -d 'Add a person and send them an invitation; without a mail server, print its link.'
complete -c loam -n '__fish_seen_subcommand_from user; and not __fish_seen_subcommand_from list create invite role deactivate reactivate reset-password' -f -a role -d 'Give a person another role. They sign in again.'
complete -c loam -n '__fish_seen_subcommand_from user; and not __fish_seen_subcommand_from list create invite role deactivate reactivate reset-password' -f -a deactivate -d 'Shut a person out at once; what they did stays.'
complete -c loam -n '__fish_seen_subcommand_from user; and not __fish_seen_subcommand_from list create invite role deactivate reactivate reset-password' -f -a reactivate -d 'Let a person in again, with the password that they had.'
complete -c loam -n '__fish_seen_subcommand_from user; and not __fish_seen_subcommand_from list create invite role deactivate reactivate reset-password' -f -a reset-password -d 'Print a link with which a person sets a new password.'
complete -c loam -n '__fish_seen_subcommand_from user; and not __fish_seen_subcommand_from list create invite role deactivate reactivate reset-password' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from list' -l search -d 'Only people whose name or address holds this.' -x
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from list' -l role -d 'Only people with this role: admin, member or auditor.' -x -a 'admin member auditor'
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from list' -l state -d 'Only people in this state: invited, active or deactivated.' -x -a 'invited active deactivated'
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from list' -l json -d 'Print the result as JSON.'
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from list' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from list' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from list' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from list' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from create' -l email -d 'Their e-mail address.' -x
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from create' -l name -d 'Their name; the beginning of the address when not said.' -x
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from create' -l role -d 'What they may do: admin, member or auditor. Members use the product, auditors read everything.' -x -a 'admin member auditor'
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from create' -l password-stdin -d 'Read the password from the first line of standard input.'
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from create' -l organisation -d 'Make the organisation too. Works once, before anything else is set up.' -x
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from create' -l time-zone -d 'The organisation\'s time zone, such as Europe/Berlin; UTC when not said.' -x
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from create' -l json -d 'Print the result as JSON.'
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from create' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from create' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from create' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from create' -l public-url -d 'The address that people type, for links in mails and for cookies. Without it, the address that Loam listens on.' -x
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from create' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from invite' -l email -d 'Their e-mail address.' -x
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from invite' -l name -d 'Their name; the beginning of the address when not said.' -x
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from invite' -l role -d 'What they may do: admin, member or auditor. Members use the product, auditors read everything.' -x -a 'admin member auditor'
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from invite' -l json -d 'Print the result as JSON.'
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from invite' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from invite' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from invite' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from invite' -l public-url -d 'The address that people type, for links in mails and for cookies. Without it, the address that Loam listens on.' -x
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from invite' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from role' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from role' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from role' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from role' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from deactivate' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from deactivate' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from deactivate' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from deactivate' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from reactivate' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from reactivate' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from reactivate' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from reactivate' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from reset-password' -l password-stdin -d 'Read the password from the first line of standard input.'
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from reset-password' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from reset-password' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from reset-password' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from reset-password' -l public-url -d 'The address that people type, for links in mails and for cookies. Without it, the address that Loam listens on.' -x
complete -c loam -n '__fish_seen_subcommand_from user; and __fish_seen_subcommand_from reset-password' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from key; and not __fish_seen_subcommand_from create list revoke' -f -a create -d 'Make an API key, and print it once, as the last line.'
complete -c loam -n '__fish_seen_subcommand_from key; and not __fish_seen_subcommand_from create list revoke' -f -a list -d 'List the API keys, the newest first.'
complete -c loam -n '__fish_seen_subcommand_from key; and not __fish_seen_subcommand_from create list revoke' -f -a revoke -d 'Make a key stop working, at once and for ever.'
complete -c loam -n '__fish_seen_subcommand_from key; and not __fish_seen_subcommand_from create list revoke' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from key; and __fish_seen_subcommand_from create' -l name -d 'What the key is for.' -x
complete -c loam -n '__fish_seen_subcommand_from key; and __fish_seen_subcommand_from create' -l role -d 'What it may do: admin, member or auditor.' -x -a 'admin member auditor'
complete -c loam -n '__fish_seen_subcommand_from key; and __fish_seen_subcommand_from create' -l for -d 'The e-mail address of the person who answers for it.' -x
complete -c loam -n '__fish_seen_subcommand_from key; and __fish_seen_subcommand_from create' -l expires -d 'How long it works, such as 90d; for ever when not said.' -x
complete -c loam -n '__fish_seen_subcommand_from key; and __fish_seen_subcommand_from create' -l scim -d 'Make a token for an identity provider.'
complete -c loam -n '__fish_seen_subcommand_from key; and __fish_seen_subcommand_from create' -l no-product-required -d 'Let people come without a product from now on.'
complete -c loam -n '__fish_seen_subcommand_from key; and __fish_seen_subcommand_from create' -l json -d 'Print the result as JSON.'
complete -c loam -n '__fish_seen_subcommand_from key; and __fish_seen_subcommand_from create' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from key; and __fish_seen_subcommand_from create' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from key; and __fish_seen_subcommand_from create' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from key; and __fish_seen_subcommand_from create' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from key; and __fish_seen_subcommand_from list' -l json -d 'Print the result as JSON.'
complete -c loam -n '__fish_seen_subcommand_from key; and __fish_seen_subcommand_from list' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from key; and __fish_seen_subcommand_from list' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from key; and __fish_seen_subcommand_from list' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from key; and __fish_seen_subcommand_from list' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from key; and __fish_seen_subcommand_from revoke' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from key; and __fish_seen_subcommand_from revoke' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from key; and __fish_seen_subcommand_from revoke' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from key; and __fish_seen_subcommand_from revoke' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from secrets; and not __fish_seen_subcommand_from status rotate create generate' -f -a status -d 'Tell which key seals, and how many secrets each key has sealed.'
complete -c loam -n '__fish_seen_subcommand_from secrets; and not __fish_seen_subcommand_from status rotate create generate' -f -a rotate -d 'Make a new key, and seal every secret anew with it.'
complete -c loam -n '__fish_seen_subcommand_from secrets; and not __fish_seen_subcommand_from status rotate create generate' -f -a create -d 'Make a key file where there is none.'
complete -c loam -n '__fish_seen_subcommand_from secrets; and not __fish_seen_subcommand_from status rotate create generate' -f -a generate -d 'Print a new key for LOAM_SEALING_KEY, and keep it nowhere.'
complete -c loam -n '__fish_seen_subcommand_from secrets; and not __fish_seen_subcommand_from status rotate create generate' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from secrets; and __fish_seen_subcommand_from status' -l json -d 'Print the result as JSON.'
complete -c loam -n '__fish_seen_subcommand_from secrets; and __fish_seen_subcommand_from status' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from secrets; and __fish_seen_subcommand_from status' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from secrets; and __fish_seen_subcommand_from status' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from secrets; and __fish_seen_subcommand_from status' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from secrets; and __fish_seen_subcommand_from rotate' -l drop-older -d 'Take the older keys out of the file once nothing is sealed with them.'
complete -c loam -n '__fish_seen_subcommand_from secrets; and __fish_seen_subcommand_from rotate' -l json -d 'Print the result as JSON.'
complete -c loam -n '__fish_seen_subcommand_from secrets; and __fish_seen_subcommand_from rotate' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from secrets; and __fish_seen_subcommand_from rotate' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from secrets; and __fish_seen_subcommand_from rotate' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from secrets; and __fish_seen_subcommand_from rotate' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from secrets; and __fish_seen_subcommand_from create' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from secrets; and __fish_seen_subcommand_from create' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from secrets; and __fish_seen_subcommand_from create' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from secrets; and __fish_seen_subcommand_from generate' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from match; and not __fish_seen_subcommand_from evaluate train' -f -a evaluate -d 'Tell how well records are matched whose right answers are known.'
complete -c loam -n '__fish_seen_subcommand_from match; and not __fish_seen_subcommand_from evaluate train' -f -a train -d 'Learn from records how much each kind of agreement tells.'
complete -c loam -n '__fish_seen_subcommand_from match; and not __fish_seen_subcommand_from evaluate train' -l object -d 'What the records are: account, contact or lead.' -x -a 'account contact lead'
complete -c loam -n '__fish_seen_subcommand_from match; and not __fish_seen_subcommand_from evaluate train' -l in -d 'Read the records from this file.' -r -F
complete -c loam -n '__fish_seen_subcommand_from match; and not __fish_seen_subcommand_from evaluate train' -l out -d 'Write the answers to this file.' -r -F
complete -c loam -n '__fish_seen_subcommand_from match; and not __fish_seen_subcommand_from evaluate train' -l explain -d 'Write beside each answer what speaks for and against it.'
complete -c loam -n '__fish_seen_subcommand_from match; and not __fish_seen_subcommand_from evaluate train' -l threshold -d 'Match from this confidence on, 1 to 100; 70 when not said. \'loam match evaluate\' tells what each costs.' -x
complete -c loam -n '__fish_seen_subcommand_from match; and not __fish_seen_subcommand_from evaluate train' -l minimum-accuracy -d 'Take no person of whom the catalogue is less sure, 0 to 100.' -x
complete -c loam -n '__fish_seen_subcommand_from match; and not __fish_seen_subcommand_from evaluate train' -l review -d 'Put borderline matches into the queue that people look through in the portal.'
complete -c loam -n '__fish_seen_subcommand_from match; and not __fish_seen_subcommand_from evaluate train' -l json -d 'Print the result as JSON.'
complete -c loam -n '__fish_seen_subcommand_from match; and not __fish_seen_subcommand_from evaluate train' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from match; and not __fish_seen_subcommand_from evaluate train' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from match; and not __fish_seen_subcommand_from evaluate train' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from match; and not __fish_seen_subcommand_from evaluate train' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from match; and __fish_seen_subcommand_from evaluate' -l object -d 'What the records are: account, contact or lead.' -x -a 'account contact lead'
complete -c loam -n '__fish_seen_subcommand_from match; and __fish_seen_subcommand_from evaluate' -l truth -d 'Records with their right answers.' -r -F
complete -c loam -n '__fish_seen_subcommand_from match; and __fish_seen_subcommand_from evaluate' -l cases -d 'List so many records that came out wrong; 20 when not said.' -x
complete -c loam -n '__fish_seen_subcommand_from match; and __fish_seen_subcommand_from evaluate' -l json -d 'Print the result as JSON.'
complete -c loam -n '__fish_seen_subcommand_from match; and __fish_seen_subcommand_from evaluate' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from match; and __fish_seen_subcommand_from evaluate' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from match; and __fish_seen_subcommand_from evaluate' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from match; and __fish_seen_subcommand_from evaluate' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from match; and __fish_seen_subcommand_from train' -l in -d 'Learn from the accounts of this file.' -r -F
complete -c loam -n '__fish_seen_subcommand_from match; and __fish_seen_subcommand_from train' -l reset -d 'Forget what was learned.'
complete -c loam -n '__fish_seen_subcommand_from match; and __fish_seen_subcommand_from train' -l json -d 'Print the result as JSON.'
complete -c loam -n '__fish_seen_subcommand_from match; and __fish_seen_subcommand_from train' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from match; and __fish_seen_subcommand_from train' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from match; and __fish_seen_subcommand_from train' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from match; and __fish_seen_subcommand_from train' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from job; and not __fish_seen_subcommand_from list show export import run on off' -f -a list -d 'List the jobs, the newest first.'
complete -c loam -n '__fish_seen_subcommand_from job; and not __fish_seen_subcommand_from list show export import run on off' -f -a show -d 'Show one job: when it runs, what it looks at, and its mapping.'
complete -c loam -n '__fish_seen_subcommand_from job; and not __fish_seen_subcommand_from list show export import run on off' -f -a export -d 'Print a job as a document that \'loam job import\' takes.'
complete -c loam -n '__fish_seen_subcommand_from job; and not __fish_seen_subcommand_from list show export import run on off' -f -a import -d 'Make a job of a document, or change one to it.'
complete -c loam -n '__fish_seen_subcommand_from job; and not __fish_seen_subcommand_from list show export import run on off' -f -a run -d 'Begin a run of a job now, whether it is on or off.'
complete -c loam -n '__fish_seen_subcommand_from job; and not __fish_seen_subcommand_from list show export import run on off' -f -a on -d 'Let a job run by its schedule.'
complete -c loam -n '__fish_seen_subcommand_from job; and not __fish_seen_subcommand_from list show export import run on off' -f -a off -d 'Let a job run no more by its schedule.'
complete -c loam -n '__fish_seen_subcommand_from job; and not __fish_seen_subcommand_from list show export import run on off' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from list' -l json -d 'Print the result as JSON.'
complete -c loam -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from list' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from list' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from list' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from list' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from show' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from show' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from show' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from show' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from export' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from export' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from export' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from export' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from import' -l job -d 'Change this job, by its id or its name.' -x
complete -c loam -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from import' -l connection -d 'The org of a new job, by the id or the name of its connection; the only one when not said.' -x
complete -c loam -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from import' -l json -d 'Print the result as JSON.'
complete -c loam -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from import' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from import' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from import' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from import' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from run' -l preview -d 'Plan everything and write nothing.'
complete -c loam -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from run' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from run' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from run' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from run' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from on' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from on' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from on' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from on' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from off' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from off' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from off' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from job; and __fish_seen_subcommand_from off' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from run; and not __fish_seen_subcommand_from list show history pause resume stop undo apply' -f -a list -d 'List runs, the newest first.'
complete -c loam -n '__fish_seen_subcommand_from run; and not __fish_seen_subcommand_from list show history pause resume stop undo apply' -f -a show -d 'Show a run: how far it is, and what it came to.'
complete -c loam -n '__fish_seen_subcommand_from run; and not __fish_seen_subcommand_from list show history pause resume stop undo apply' -f -a history -d 'Show what runs have done with a record of Salesforce.'
complete -c loam -n '__fish_seen_subcommand_from run; and not __fish_seen_subcommand_from list show history pause resume stop undo apply' -f -a pause -d 'Pause a run after the batch under way.'
complete -c loam -n '__fish_seen_subcommand_from run; and not __fish_seen_subcommand_from list show history pause resume stop undo apply' -f -a resume -d 'Let a paused run go on.'
complete -c loam -n '__fish_seen_subcommand_from run; and not __fish_seen_subcommand_from list show history pause resume stop undo apply' -f -a stop -d 'Stop a run after the batch under way.'
complete -c loam -n '__fish_seen_subcommand_from run; and not __fish_seen_subcommand_from list show history pause resume stop undo apply' -f -a undo -d 'Take back what a run wrote, as far as nobody has changed it since.'
complete -c loam -n '__fish_seen_subcommand_from run; and not __fish_seen_subcommand_from list show history pause resume stop undo apply' -f -a apply -d 'Carry out the plan of a preview, exactly as it is.'
complete -c loam -n '__fish_seen_subcommand_from run; and not __fish_seen_subcommand_from list show history pause resume stop undo apply' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from list' -l limit -d 'How many at most. Default 20.' -x
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from list' -l json -d 'Print the result as JSON.'
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from list' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from list' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from list' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from list' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from show' -l json -d 'Print the result as JSON.'
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from show' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from show' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from show' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from show' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from history' -l json -d 'Print the result as JSON.'
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from history' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from history' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from history' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from history' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from pause' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from pause' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from pause' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from pause' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from resume' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from resume' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from resume' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from resume' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from stop' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from stop' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from stop' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from stop' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from undo' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from undo' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from undo' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from undo' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from apply' -l digest -d 'The digest of the plan, as \'loam run show\' prints it.' -x
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from apply' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from apply' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from apply' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from run; and __fish_seen_subcommand_from apply' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from jobs; and not __fish_seen_subcommand_from list retry cancel' -f -a list -d 'List jobs, the newest first.'
complete -c loam -n '__fish_seen_subcommand_from jobs; and not __fish_seen_subcommand_from list retry cancel' -f -a retry -d 'Put jobs that were given up or cancelled back into the queue.'
complete -c loam -n '__fish_seen_subcommand_from jobs; and not __fish_seen_subcommand_from list retry cancel' -f -a cancel -d 'See to it that a job does not run, or no longer.'
complete -c loam -n '__fish_seen_subcommand_from jobs; and not __fish_seen_subcommand_from list retry cancel' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from jobs; and __fish_seen_subcommand_from list' -l state -d 'Only jobs in this state: ready, waiting, leased, done, dead or cancelled.' -x -a 'ready waiting leased done dead cancelled'
complete -c loam -n '__fish_seen_subcommand_from jobs; and __fish_seen_subcommand_from list' -l kind -d 'Only jobs of this kind.' -x
complete -c loam -n '__fish_seen_subcommand_from jobs; and __fish_seen_subcommand_from list' -l limit -d 'At most so many; 50 when not said.' -x
complete -c loam -n '__fish_seen_subcommand_from jobs; and __fish_seen_subcommand_from list' -l json -d 'Print the result as JSON.'
complete -c loam -n '__fish_seen_subcommand_from jobs; and __fish_seen_subcommand_from list' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from jobs; and __fish_seen_subcommand_from list' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from jobs; and __fish_seen_subcommand_from list' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from jobs; and __fish_seen_subcommand_from list' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from jobs; and __fish_seen_subcommand_from retry' -l all -d 'Every job that was given up.'
complete -c loam -n '__fish_seen_subcommand_from jobs; and __fish_seen_subcommand_from retry' -l json -d 'Print the result as JSON.'
complete -c loam -n '__fish_seen_subcommand_from jobs; and __fish_seen_subcommand_from retry' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from jobs; and __fish_seen_subcommand_from retry' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from jobs; and __fish_seen_subcommand_from retry' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from jobs; and __fish_seen_subcommand_from retry' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from jobs; and __fish_seen_subcommand_from cancel' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from jobs; and __fish_seen_subcommand_from cancel' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from jobs; and __fish_seen_subcommand_from cancel' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from jobs; and __fish_seen_subcommand_from cancel' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from routes' -l json -d 'Print the result as JSON.'
complete -c loam -n '__fish_seen_subcommand_from routes' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from routes' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from config' -l json -d 'Print the result as JSON.'
complete -c loam -n '__fish_seen_subcommand_from config' -l reference -d 'Print the reference page of all keys instead.'
complete -c loam -n '__fish_seen_subcommand_from config' -l config -d 'Read the configuration from this file instead of ./loam.conf.' -r -F
complete -c loam -n '__fish_seen_subcommand_from config' -l data -d 'The folder of the database file and the sealing key. It is made at the first start, open to its owner only.' -r -F
complete -c loam -n '__fish_seen_subcommand_from config' -l database -d 'Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.' -x
complete -c loam -n '__fish_seen_subcommand_from config' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from completion' -f -a bash -d ''
complete -c loam -n '__fish_seen_subcommand_from completion' -f -a zsh -d ''
complete -c loam -n '__fish_seen_subcommand_from completion' -f -a fish -d ''
complete -c loam -n '__fish_seen_subcommand_from completion' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from version' -l json -d 'Print the result as JSON.'
complete -c loam -n '__fish_seen_subcommand_from version' -l help -d 'Show this help.'
complete -c loam -n '__fish_seen_subcommand_from help' -l man -d 'Print the manual page: loam help --man | man -l -'
complete -c loam -n '__fish_seen_subcommand_from help' -l help -d 'Show this help.'
