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
