#compdef loam
# Completion of loam for zsh, printed by 'loam completion zsh'.

_loam() {
    local state line
    _arguments -C \
    '--help[Show this help.]' \
    '1:command:->command' \
    '*::word:->words'
    case $state in
    command)
        local -a commands=(
            'serve:Serve the portal and the API, and work on jobs.'
            'work:Work on jobs, and serve nothing.'
            'sandbox:Run an org of one'\''s own that speaks Salesforce'\''s APIs.'
            'demo:Try Loam out\: a made-up catalogue, an org, and jobs that are ready to run.'
            'catalogue:Load companies and people, find them, and see where they came from.'
            'connection:Connect Salesforce orgs, look at the connections, and end them.'
            'migrate:Bring the tables of the database up to date.'
            'backup:Write a copy of all data to a file, and check it.'
            'restore:Put a backup in the place of the data.'
            'doctor:Look for what is wrong, and say how to mend it.'
            'user:List people, let them in, shut them out.'
            'key:Make, list and revoke API keys.'
            'secrets:Look after the key that seals stored secrets.'
            'match:Find which companies and people of the catalogue records are.'
            'job:Look at jobs of Scheduled Enrich, run them, and keep them as files.'
            'run:Look at runs of enrichment, pause and stop them, and take them back.'
            'jobs:Look at the queue, and put back what was given up.'
            'routes:List every address that the server answers, and who may use it.'
            'config:Print every value of the configuration and where it comes from.'
            'completion:Print the completion script of a shell.'
            'version:Show the version.'
            'help:Show the help of a command, or the manual page of all.'
        )
        _describe command commands
        ;;
    words)
        case $line[1] in
            serve) _loam_serve ;;
            work) _loam_work ;;
            sandbox) _loam_sandbox ;;
            demo) _loam_demo ;;
            catalogue) _loam_catalogue ;;
            connection) _loam_connection ;;
            migrate) _loam_migrate ;;
            backup) _loam_backup ;;
            restore) _loam_restore ;;
            doctor) _loam_doctor ;;
            user) _loam_user ;;
            key) _loam_key ;;
            secrets) _loam_secrets ;;
            match) _loam_match ;;
            job) _loam_job ;;
            run) _loam_run ;;
            jobs) _loam_jobs ;;
            routes) _loam_routes ;;
            config) _loam_config ;;
            completion) _loam_completion ;;
            version) _loam_version ;;
            help) _loam_help ;;
        esac
        ;;
    esac
}

_loam_serve() {
    _arguments \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--host[The address to listen on\: 127.0.0.1 for this machine only, 0.0.0.0 for every IPv4 address, \:\: for every address.]:HOST:' \
    '--port[The port to listen on; 0 takes any free one and prints it. Links in mails then need public-url.]:PORT:' \
    '--public-url[The address that people type, for links in mails and for cookies. Without it, the address that Loam listens on.]:URL:' \
    '--tls-certificate[The certificate chain in PEM form, the server'\''s own certificate first. With it, Loam speaks TLS itself.]:FILE:_files' \
    '--tls-key[The certificate'\''s private key in PEM form.]:FILE:_files' \
    '--trusted-proxies[The reverse proxies that may say by X-Forwarded-For and X-Forwarded-Proto who is asking and how. From everyone else these headers are ignored.]:ADDRESS,...:' \
    '--slots[How many jobs this process works on at once; 0 for none.]:N:' \
    '--log-format[How log lines look\: human for a terminal, json for a collector. auto is human where standard error is a terminal and json elsewhere.]:auto|human|json:(auto human json)' \
    '--log-level[The least important lines that are still written.]:debug|info|notice|warning|error:(debug info notice warning error)' \
    '--help[Show this help.]'
}

_loam_work() {
    _arguments \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--slots[How many jobs this process works on at once; 0 for none.]:N:' \
    '--kinds[The kinds of jobs that this process takes. Without it, all that it knows.]:KIND,...:' \
    '--work-port[The port on which '\''loam work'\'' answers /health, /ready and /metrics, at the same host as a server would. Without it, it answers nothing.]:PORT:' \
    '--stop-within[How long requests and steps of jobs under way may take to finish after SIGTERM. What is not done by then is cut off, and another process takes the jobs over.]:TIME:' \
    '--log-format[How log lines look\: human for a terminal, json for a collector. auto is human where standard error is a terminal and json elsewhere.]:auto|human|json:(auto human json)' \
    '--log-level[The least important lines that are still written.]:debug|info|notice|warning|error:(debug info notice warning error)' \
    '--help[Show this help.]'
}

_loam_sandbox() {
    _arguments \
    '--port[Listen on this port; 0 takes a free one. Default 8081.]:N:' \
    '--host[Listen on this address. Default 127.0.0.1.]:ADDRESS:' \
    '--tls[Speak TLS, with a certificate that is made now and written to a file for clients to trust.]' \
    '--accounts[Make so many accounts up, with opportunities.]:N:' \
    '--contacts[Make so many contacts up, with tasks and campaigns.]:N:' \
    '--leads[Make so many leads up.]:N:' \
    '--seed[Make up other rows than those of seed 1.]:S:' \
    '--from[Load the CSV files of this folder, such as Account.csv.]:DIR:_files' \
    '--data[Keep the org in this folder.]:DIR:_files' \
    '--api-limit[Take so many calls in 24 hours. Default 100000.]:N:' \
    '--session-minutes[End a session that was not used for so long. Default 120.]:N:' \
    '--callback[Let the connected app send browsers back to this address.]:URL:' \
    '--app-certificate[Let the connected app sign in by JWTs that this certificate checks.]:FILE:_files' \
    '--fault[Let something go wrong, as latency, error, drop or daily-limit; several are separated by semicolons.]:KIND\[\:NAME=VALUE,...\]:' \
    '--instant-enrich[Call this address for new leads, contacts and accounts of the administrator, as the Salesforce package does.]:URL:' \
    '--instant-enrich-user[Make those calls under this username, which Loam shows when it is given the org'\''s certificate.]:NAME:' \
    '--json[Print the result as JSON.]' \
    '--help[Show this help.]'
}

_loam_demo() {
    _arguments \
    '--data[Keep everything in this folder. Default ./loam-demo.]:DIR:_files' \
    '--port[The port of the portal. Default 8080.]:N:' \
    '--org-port[The port of the org. Default 8081.]:N:' \
    '--companies[Companies of the catalogue. Default 20000.]:N:' \
    '--people[People of the catalogue. Default 40000.]:N:' \
    '--accounts[Accounts of the org. Default 2000.]:N:' \
    '--contacts[Contacts of the org. Default 4000.]:N:' \
    '--leads[Leads of the org. Default 1000.]:N:' \
    '--seed[Make up other data than those of seed 1.]:S:' \
    '--check[Run, preview and undo every job, compare, and end.]' \
    '--help[Show this help.]'
}

_loam_catalogue() {
    local state line
    _arguments -C \
    '--help[Show this help.]' \
    '1:command:->command' \
    '*::word:->words'
    case $state in
    command)
        local -a commands=(
            'load:Load files of companies, people, signals or scoops.'
            'find:Find companies or people by words, a domain or an address.'
            'index:Bring the matching index up to date, and tell what too many entries share.'
            'sources:List the sources and the latest loads.'
            'rejects:Print the rows of a load that were not loaded, as CSV.'
            'sample:Make up companies and people, and load them.'
        )
        _describe command commands
        ;;
    words)
        case $line[1] in
            load) _loam_catalogue_load ;;
            find) _loam_catalogue_find ;;
            index) _loam_catalogue_index ;;
            sources) _loam_catalogue_sources ;;
            rejects) _loam_catalogue_rejects ;;
            sample) _loam_catalogue_sample ;;
        esac
        ;;
    esac
}

_loam_catalogue_load() {
    _arguments \
    '--source[Where the files come from; the preset'\''s name or the file'\''s own when not said.]:NAME:' \
    '--priority[Of sources that say different things, the one with the lowest number is believed; 100 at first.]:N:' \
    '--preset[A public source\: gleif, sec-tickers, companies-house, people-data-labs or wikidata.]:NAME:(gleif sec-tickers companies-house people-data-labs wikidata)' \
    '--kind[What the files hold\: companies, people, signals or scoops.]:KIND:(companies people signals scoops)' \
    '--map[What a column means, several with semicolons between them; nothing behind = leaves it out.]:COLUMN=FIELD:' \
    '--part[The files are not all that the source holds\: end nothing.]' \
    '--dry-run[Show how the files are understood, and load nothing.]' \
    '--json[Print the result as JSON.]' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]' \
    '*:file:_files'
}

_loam_catalogue_find() {
    _arguments \
    '--people[Look for people and not for companies.]' \
    '--country[Only of this country, by code or name.]:COUNTRY:' \
    '--order[By what the list is sorted\: fit, name or largest.]:ORDER:(fit name largest)' \
    '--limit[Show so many; 20 when not said.]:N:' \
    '--json[Print the result as JSON.]' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]' \
    '*:word:_files'
}

_loam_catalogue_index() {
    _arguments \
    '--limit[List so many shared values; 20 when not said.]:N:' \
    '--json[Print the result as JSON.]' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]'
}

_loam_catalogue_sources() {
    _arguments \
    '--json[Print the result as JSON.]' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]'
}

_loam_catalogue_rejects() {
    _arguments \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]' \
    ':load:_files'
}

_loam_catalogue_sample() {
    _arguments \
    '--companies[How many companies; 1000 when not said.]:N:' \
    '--people[How many people; 1000 when not said.]:N:' \
    '--seed[Another number makes other rows; 1 when not said.]:N:' \
    '--out[Write companies.csv and people.csv into this folder instead.]:DIR:_files' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]'
}

_loam_connection() {
    local state line
    _arguments -C \
    '--help[Show this help.]' \
    '1:command:->command' \
    '*::word:->words'
    case $state in
    command)
        local -a commands=(
            'list:List the connections.'
            'show:Show a connection\: its org, its state, who answers for it, and what it has used.'
            'check:Ask the org which of the permissions that Loam needs are there.'
            'connect:Connect an org without a browser, by a signed statement (JWT bearer).'
            'on:Switch a connection on for everybody.'
            'off:Switch a connection off for everybody; no setting is lost.'
            'disconnect:End a connection; its history stays.'
        )
        _describe command commands
        ;;
    words)
        case $line[1] in
            list) _loam_connection_list ;;
            show) _loam_connection_show ;;
            check) _loam_connection_check ;;
            connect) _loam_connection_connect ;;
            on) _loam_connection_on ;;
            off) _loam_connection_off ;;
            disconnect) _loam_connection_disconnect ;;
        esac
        ;;
    esac
}

_loam_connection_list() {
    _arguments \
    '--json[Print the result as JSON.]' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]'
}

_loam_connection_show() {
    _arguments \
    '--json[Print the result as JSON.]' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]' \
    ':name:_files'
}

_loam_connection_check() {
    _arguments \
    '--json[Print the result as JSON.]' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--salesforce-private-hosts[Hosts of Salesforce orgs that may lie at private addresses and speak without TLS, as a sandbox org on this machine does. Every other org is called by TLS and at public addresses only.]:HOST,...:' \
    '--outgoing-proxy[The proxy through which Loam reaches other systems, the mail server left out. Without it, the variables http_proxy, https_proxy and no_proxy count.]:URL:' \
    '--outgoing-ca[Certificates in PEM form that Loam trusts when it calls other systems, instead of the machine'\''s.]:FILE:_files' \
    '--help[Show this help.]' \
    ':name:_files'
}

_loam_connection_connect() {
    _arguments \
    '--org[Where the org'\''s users sign in\: production, sandbox, or its own domain such as acme.my.salesforce.com.]:ADDRESS:' \
    '--consumer-key[The consumer key of the connected app; not needed where the app of this host is known.]:KEY:' \
    '--username[The integration user as which Loam signs in.]:NAME:' \
    '--key[A private RSA key in PEM form, instead of a new one.]:FILE:_files' \
    '--for[The e-mail address of the administrator who answers for the connection.]:ADDRESS:' \
    '--json[Print the result as JSON.]' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--salesforce-private-hosts[Hosts of Salesforce orgs that may lie at private addresses and speak without TLS, as a sandbox org on this machine does. Every other org is called by TLS and at public addresses only.]:HOST,...:' \
    '--outgoing-proxy[The proxy through which Loam reaches other systems, the mail server left out. Without it, the variables http_proxy, https_proxy and no_proxy count.]:URL:' \
    '--outgoing-ca[Certificates in PEM form that Loam trusts when it calls other systems, instead of the machine'\''s.]:FILE:_files' \
    '--help[Show this help.]' \
    ':name:_files'
}

_loam_connection_on() {
    _arguments \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]' \
    ':name:_files'
}

_loam_connection_off() {
    _arguments \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]' \
    ':name:_files'
}

_loam_connection_disconnect() {
    _arguments \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]' \
    ':name:_files'
}

_loam_migrate() {
    _arguments \
    '--json[Print the result as JSON.]' \
    '--dry-run[List what would run, and change nothing.]' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]'
}

_loam_backup() {
    _arguments \
    '--json[Print the result as JSON.]' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]' \
    ':file:_files'
}

_loam_restore() {
    _arguments \
    '--json[Print the result as JSON.]' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]' \
    ':file:_files'
}

_loam_doctor() {
    _arguments \
    '--json[Print the result as JSON.]' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]'
}

_loam_user() {
    local state line
    _arguments -C \
    '--help[Show this help.]' \
    '1:command:->command' \
    '*::word:->words'
    case $state in
    command)
        local -a commands=(
            'list:List the people of the organisation.'
            'create:Add a person without a mail, and print the link for their password.'
            'invite:Add a person and send them an invitation; without a mail server, print its link.'
            'role:Give a person another role. They sign in again.'
            'deactivate:Shut a person out at once; what they did stays.'
            'reactivate:Let a person in again, with the password that they had.'
            'reset-password:Print a link with which a person sets a new password.'
        )
        _describe command commands
        ;;
    words)
        case $line[1] in
            list) _loam_user_list ;;
            create) _loam_user_create ;;
            invite) _loam_user_invite ;;
            role) _loam_user_role ;;
            deactivate) _loam_user_deactivate ;;
            reactivate) _loam_user_reactivate ;;
            reset-password) _loam_user_reset-password ;;
        esac
        ;;
    esac
}

_loam_user_list() {
    _arguments \
    '--search[Only people whose name or address holds this.]:TEXT:' \
    '--role[Only people with this role\: admin, member or auditor.]:ROLE:(admin member auditor)' \
    '--state[Only people in this state\: invited, active or deactivated.]:STATE:(invited active deactivated)' \
    '--json[Print the result as JSON.]' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]'
}

_loam_user_create() {
    _arguments \
    '--email[Their e-mail address.]:ADDRESS:' \
    '--name[Their name; the beginning of the address when not said.]:NAME:' \
    '--role[What they may do\: admin, member or auditor. Members use the product, auditors read everything.]:ROLE:(admin member auditor)' \
    '--password-stdin[Read the password from the first line of standard input.]' \
    '--organisation[Make the organisation too. Works once, before anything else is set up.]:NAME:' \
    '--time-zone[The organisation'\''s time zone, such as Europe/Berlin; UTC when not said.]:ZONE:' \
    '--json[Print the result as JSON.]' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--public-url[The address that people type, for links in mails and for cookies. Without it, the address that Loam listens on.]:URL:' \
    '--help[Show this help.]'
}

_loam_user_invite() {
    _arguments \
    '--email[Their e-mail address.]:ADDRESS:' \
    '--name[Their name; the beginning of the address when not said.]:NAME:' \
    '--role[What they may do\: admin, member or auditor. Members use the product, auditors read everything.]:ROLE:(admin member auditor)' \
    '--json[Print the result as JSON.]' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--public-url[The address that people type, for links in mails and for cookies. Without it, the address that Loam listens on.]:URL:' \
    '--help[Show this help.]'
}

_loam_user_role() {
    _arguments \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]' \
    ':e-mail:_files' \
    ':role:(admin member auditor)'
}

_loam_user_deactivate() {
    _arguments \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]' \
    ':e-mail:_files'
}

_loam_user_reactivate() {
    _arguments \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]' \
    ':e-mail:_files'
}

_loam_user_reset-password() {
    _arguments \
    '--password-stdin[Read the password from the first line of standard input.]' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--public-url[The address that people type, for links in mails and for cookies. Without it, the address that Loam listens on.]:URL:' \
    '--help[Show this help.]' \
    ':e-mail:_files'
}

_loam_key() {
    local state line
    _arguments -C \
    '--help[Show this help.]' \
    '1:command:->command' \
    '*::word:->words'
    case $state in
    command)
        local -a commands=(
            'create:Make an API key, and print it once, as the last line.'
            'list:List the API keys, the newest first.'
            'revoke:Make a key stop working, at once and for ever.'
        )
        _describe command commands
        ;;
    words)
        case $line[1] in
            create) _loam_key_create ;;
            list) _loam_key_list ;;
            revoke) _loam_key_revoke ;;
        esac
        ;;
    esac
}

_loam_key_create() {
    _arguments \
    '--name[What the key is for.]:NAME:' \
    '--role[What it may do\: admin, member or auditor.]:ROLE:(admin member auditor)' \
    '--for[The e-mail address of the person who answers for it.]:ADDRESS:' \
    '--expires[How long it works, such as 90d; for ever when not said.]:TIME:' \
    '--scim[Make a token for an identity provider.]' \
    '--no-product-required[Let people come without a product from now on.]' \
    '--json[Print the result as JSON.]' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]'
}

_loam_key_list() {
    _arguments \
    '--json[Print the result as JSON.]' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]'
}

_loam_key_revoke() {
    _arguments \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]' \
    ':id:_files'
}

_loam_secrets() {
    local state line
    _arguments -C \
    '--help[Show this help.]' \
    '1:command:->command' \
    '*::word:->words'
    case $state in
    command)
        local -a commands=(
            'status:Tell which key seals, and how many secrets each key has sealed.'
            'rotate:Make a new key, and seal every secret anew with it.'
            'create:Make a key file where there is none.'
            'generate:Print a new key for LOAM_SEALING_KEY, and keep it nowhere.'
        )
        _describe command commands
        ;;
    words)
        case $line[1] in
            status) _loam_secrets_status ;;
            rotate) _loam_secrets_rotate ;;
            create) _loam_secrets_create ;;
            generate) _loam_secrets_generate ;;
        esac
        ;;
    esac
}

_loam_secrets_status() {
    _arguments \
    '--json[Print the result as JSON.]' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]'
}

_loam_secrets_rotate() {
    _arguments \
    '--drop-older[Take the older keys out of the file once nothing is sealed with them.]' \
    '--json[Print the result as JSON.]' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]'
}

_loam_secrets_create() {
    _arguments \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--help[Show this help.]'
}

_loam_secrets_generate() {
    _arguments \
    '--help[Show this help.]'
}

_loam_match() {
    local state line
    _arguments -C \
    '--object[What the records are\: account, contact or lead.]:OBJECT:(account contact lead)' \
    '--in[Read the records from this file.]:FILE:_files' \
    '--out[Write the answers to this file.]:FILE:_files' \
    '--explain[Write beside each answer what speaks for and against it.]' \
    '--threshold[Match from this confidence on, 1 to 100; 70 when not said. '\''loam match evaluate'\'' tells what each costs.]:N:' \
    '--minimum-accuracy[Take no person of whom the catalogue is less sure, 0 to 100.]:N:' \
    '--review[Put borderline matches into the queue that people look through in the portal.]' \
    '--json[Print the result as JSON.]' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]' \
    '1:command:->command' \
    '*::word:->words'
    case $state in
    command)
        local -a commands=(
            'evaluate:Tell how well records are matched whose right answers are known.'
            'train:Learn from records how much each kind of agreement tells.'
        )
        _describe command commands
        ;;
    words)
        case $line[1] in
            evaluate) _loam_match_evaluate ;;
            train) _loam_match_train ;;
        esac
        ;;
    esac
}

_loam_match_evaluate() {
    _arguments \
    '--object[What the records are\: account, contact or lead.]:OBJECT:(account contact lead)' \
    '--truth[Records with their right answers.]:FILE:_files' \
    '--cases[List so many records that came out wrong; 20 when not said.]:N:' \
    '--json[Print the result as JSON.]' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]'
}

_loam_match_train() {
    _arguments \
    '--in[Learn from the accounts of this file.]:FILE:_files' \
    '--reset[Forget what was learned.]' \
    '--json[Print the result as JSON.]' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]'
}

_loam_job() {
    local state line
    _arguments -C \
    '--help[Show this help.]' \
    '1:command:->command' \
    '*::word:->words'
    case $state in
    command)
        local -a commands=(
            'list:List the jobs, the newest first.'
            'show:Show one job\: when it runs, what it looks at, and its mapping.'
            'export:Print a job as a document that '\''loam job import'\'' takes.'
            'import:Make a job of a document, or change one to it.'
            'run:Begin a run of a job now, whether it is on or off.'
            'on:Let a job run by its schedule.'
            'off:Let a job run no more by its schedule.'
        )
        _describe command commands
        ;;
    words)
        case $line[1] in
            list) _loam_job_list ;;
            show) _loam_job_show ;;
            export) _loam_job_export ;;
            import) _loam_job_import ;;
            run) _loam_job_run ;;
            on) _loam_job_on ;;
            off) _loam_job_off ;;
        esac
        ;;
    esac
}

_loam_job_list() {
    _arguments \
    '--json[Print the result as JSON.]' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]'
}

_loam_job_show() {
    _arguments \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]' \
    ':job:_files'
}

_loam_job_export() {
    _arguments \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]' \
    ':job:_files'
}

_loam_job_import() {
    _arguments \
    '--job[Change this job, by its id or its name.]:JOB:' \
    '--connection[The org of a new job, by the id or the name of its connection; the only one when not said.]:ORG:' \
    '--json[Print the result as JSON.]' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]' \
    ':file:_files'
}

_loam_job_run() {
    _arguments \
    '--preview[Plan everything and write nothing.]' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]' \
    ':job:_files'
}

_loam_job_on() {
    _arguments \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]' \
    ':job:_files'
}

_loam_job_off() {
    _arguments \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]' \
    ':job:_files'
}

_loam_run() {
    local state line
    _arguments -C \
    '--help[Show this help.]' \
    '1:command:->command' \
    '*::word:->words'
    case $state in
    command)
        local -a commands=(
            'list:List runs, the newest first.'
            'show:Show a run\: how far it is, and what it came to.'
            'history:Show what runs have done with a record of Salesforce.'
            'pause:Pause a run after the batch under way.'
            'resume:Let a paused run go on.'
            'stop:Stop a run after the batch under way.'
            'undo:Take back what a run wrote, as far as nobody has changed it since.'
            'apply:Carry out the plan of a preview, exactly as it is.'
        )
        _describe command commands
        ;;
    words)
        case $line[1] in
            list) _loam_run_list ;;
            show) _loam_run_show ;;
            history) _loam_run_history ;;
            pause) _loam_run_pause ;;
            resume) _loam_run_resume ;;
            stop) _loam_run_stop ;;
            undo) _loam_run_undo ;;
            apply) _loam_run_apply ;;
        esac
        ;;
    esac
}

_loam_run_list() {
    _arguments \
    '--limit[How many at most. Default 20.]:N:' \
    '--json[Print the result as JSON.]' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]'
}

_loam_run_show() {
    _arguments \
    '--json[Print the result as JSON.]' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]' \
    ':run:_files'
}

_loam_run_history() {
    _arguments \
    '--json[Print the result as JSON.]' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]' \
    ':record:_files'
}

_loam_run_pause() {
    _arguments \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]' \
    ':run:_files'
}

_loam_run_resume() {
    _arguments \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]' \
    ':run:_files'
}

_loam_run_stop() {
    _arguments \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]' \
    ':run:_files'
}

_loam_run_undo() {
    _arguments \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]' \
    ':run:_files'
}

_loam_run_apply() {
    _arguments \
    '--digest[The digest of the plan, as '\''loam run show'\'' prints it.]:TEXT:' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]' \
    ':run:_files'
}

_loam_jobs() {
    local state line
    _arguments -C \
    '--help[Show this help.]' \
    '1:command:->command' \
    '*::word:->words'
    case $state in
    command)
        local -a commands=(
            'list:List jobs, the newest first.'
            'retry:Put jobs that were given up or cancelled back into the queue.'
            'cancel:See to it that a job does not run, or no longer.'
        )
        _describe command commands
        ;;
    words)
        case $line[1] in
            list) _loam_jobs_list ;;
            retry) _loam_jobs_retry ;;
            cancel) _loam_jobs_cancel ;;
        esac
        ;;
    esac
}

_loam_jobs_list() {
    _arguments \
    '--state[Only jobs in this state\: ready, waiting, leased, done, dead or cancelled.]:STATE:(ready waiting leased done dead cancelled)' \
    '--kind[Only jobs of this kind.]:KIND:' \
    '--limit[At most so many; 50 when not said.]:N:' \
    '--json[Print the result as JSON.]' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]'
}

_loam_jobs_retry() {
    _arguments \
    '--all[Every job that was given up.]' \
    '--json[Print the result as JSON.]' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]' \
    ':job:_files'
}

_loam_jobs_cancel() {
    _arguments \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]' \
    ':job:_files'
}

_loam_routes() {
    _arguments \
    '--json[Print the result as JSON.]' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--help[Show this help.]'
}

_loam_config() {
    _arguments \
    '--json[Print the result as JSON.]' \
    '--reference[Print the reference page of all keys instead.]' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
    '--help[Show this help.]'
}

_loam_completion() {
    _arguments \
    '--help[Show this help.]' \
    ':shell:(bash zsh fish)'
}

_loam_version() {
    _arguments \
    '--json[Print the result as JSON.]' \
    '--help[Show this help.]'
}

_loam_help() {
    _arguments \
    '--man[Print the manual page\: loam help --man | man -l -]' \
    '--help[Show this help.]' \
    '*:command:_files'
}


_loam "$@"
