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
            'migrate:Bring the tables of the database up to date.'
            'doctor:Look for what is wrong, and say how to mend it.'
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
            migrate) _loam_migrate ;;
            doctor) _loam_doctor ;;
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
    '--port[The port to listen on; 0 takes any free one and prints it.]:PORT:' \
    '--public-url[The address that people type, for links in mails and for cookies. Without it, the address that Loam listens on.]:URL:' \
    '--tls-certificate[The certificate chain in PEM form, the server'\''s own certificate first. With it, Loam speaks TLS itself.]:FILE:_files' \
    '--tls-key[The certificate'\''s private key in PEM form.]:FILE:_files' \
    '--trusted-proxies[The reverse proxies that may say by X-Forwarded-For and X-Forwarded-Proto who is asking and how. From everyone else these headers are ignored.]:ADDRESS,...:' \
    '--slots[How many jobs this process works on at once; 0 for none.]:N:' \
    '--log-format[How log lines look\: human for a terminal, json for a collector. auto is human where standard error is a terminal and json elsewhere.]:auto|human|json:' \
    '--log-level[The least important lines that are still written.]:debug|info|notice|warning|error:' \
    '--help[Show this help.]'
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

_loam_doctor() {
    _arguments \
    '--json[Print the result as JSON.]' \
    '--config[Read the configuration from this file instead of ./loam.conf.]:FILE:_files' \
    '--data[The folder of the database file and the sealing key. It is made at the first start, open to its owner only.]:DIR:_files' \
    '--database[Where the data lives\: postgres\://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the data folder.]:URL:' \
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
