# Completion of loam for bash, printed by 'loam completion bash'.
_loam_value() {
    case "$1" in
        'loam serve --config') paths=1; return 0 ;;
        'loam serve --data') paths=1; return 0 ;;
        'loam serve --database') words=''; return 0 ;;
        'loam serve --host') words=''; return 0 ;;
        'loam serve --port') words=''; return 0 ;;
        'loam serve --public-url') words=''; return 0 ;;
        'loam serve --tls-certificate') paths=1; return 0 ;;
        'loam serve --tls-key') paths=1; return 0 ;;
        'loam serve --trusted-proxies') words=''; return 0 ;;
        'loam serve --slots') words=''; return 0 ;;
        'loam serve --log-format') words=''; return 0 ;;
        'loam serve --log-level') words=''; return 0 ;;
        'loam work --config') paths=1; return 0 ;;
        'loam work --data') paths=1; return 0 ;;
        'loam work --database') words=''; return 0 ;;
        'loam work --slots') words=''; return 0 ;;
        'loam work --kinds') words=''; return 0 ;;
        'loam work --work-port') words=''; return 0 ;;
        'loam work --stop-within') words=''; return 0 ;;
        'loam work --log-format') words=''; return 0 ;;
        'loam work --log-level') words=''; return 0 ;;
        'loam migrate --config') paths=1; return 0 ;;
        'loam migrate --data') paths=1; return 0 ;;
        'loam migrate --database') words=''; return 0 ;;
        'loam doctor --config') paths=1; return 0 ;;
        'loam doctor --data') paths=1; return 0 ;;
        'loam doctor --database') words=''; return 0 ;;
        'loam routes --config') paths=1; return 0 ;;
        'loam jobs list --state') words='ready waiting leased done dead cancelled'; return 0 ;;
        'loam jobs list --kind') words=''; return 0 ;;
        'loam jobs list --limit') words=''; return 0 ;;
        'loam jobs list --config') paths=1; return 0 ;;
        'loam jobs list --data') paths=1; return 0 ;;
        'loam jobs list --database') words=''; return 0 ;;
        'loam jobs retry --config') paths=1; return 0 ;;
        'loam jobs retry --data') paths=1; return 0 ;;
        'loam jobs retry --database') words=''; return 0 ;;
        'loam jobs cancel --config') paths=1; return 0 ;;
        'loam jobs cancel --data') paths=1; return 0 ;;
        'loam jobs cancel --database') words=''; return 0 ;;
        'loam config --config') paths=1; return 0 ;;
        'loam config --data') paths=1; return 0 ;;
        'loam config --database') words=''; return 0 ;;
    esac
    return 1
}

_loam() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} path=loam words='' paths='' i
    for ((i = 1; i < COMP_CWORD; i++)); do
        case "$path ${COMP_WORDS[i]}" in
            'loam serve') path="$path ${COMP_WORDS[i]}" ;;
            'loam work') path="$path ${COMP_WORDS[i]}" ;;
            'loam migrate') path="$path ${COMP_WORDS[i]}" ;;
            'loam doctor') path="$path ${COMP_WORDS[i]}" ;;
            'loam routes') path="$path ${COMP_WORDS[i]}" ;;
            'loam jobs') path="$path ${COMP_WORDS[i]}" ;;
            'loam jobs list') path="$path ${COMP_WORDS[i]}" ;;
            'loam jobs retry') path="$path ${COMP_WORDS[i]}" ;;
            'loam jobs cancel') path="$path ${COMP_WORDS[i]}" ;;
            'loam config') path="$path ${COMP_WORDS[i]}" ;;
            'loam completion') path="$path ${COMP_WORDS[i]}" ;;
            'loam version') path="$path ${COMP_WORDS[i]}" ;;
            'loam help') path="$path ${COMP_WORDS[i]}" ;;
        esac
    done
    if _loam_value "$path $previous"; then
        if [ -n "$paths" ]; then
            COMPREPLY=($(compgen -f -- "$current"))
        else
            COMPREPLY=($(compgen -W "$words" -- "$current"))
        fi
        return
    fi
    case "$path" in
        'loam') words='serve work migrate doctor routes jobs config completion version help --help' ;;
        'loam serve') words='--config --data --database --host --port --public-url --tls-certificate --tls-key --trusted-proxies --slots --log-format --log-level --help' ;;
        'loam work') words='--config --data --database --slots --kinds --work-port --stop-within --log-format --log-level --help' ;;
        'loam migrate') words='--json --dry-run --config --data --database --help' ;;
        'loam doctor') words='--json --config --data --database --help' ;;
        'loam routes') words='--json --config --help' ;;
        'loam jobs') words='list retry cancel --help' ;;
        'loam jobs list') words='--state --kind --limit --json --config --data --database --help' ;;
        'loam jobs retry') words='--all --json --config --data --database --help' ;;
        'loam jobs cancel') words='--config --data --database --help' ;;
        'loam config') words='--json --reference --config --data --database --help' ;;
        'loam completion') words='bash zsh fish --help' ;;
        'loam version') words='--json --help' ;;
        'loam help') words='--man --help' ;;
    esac
    COMPREPLY=($(compgen -W "$words" -- "$current"))
    [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "$current"))
}

complete -o filenames -F _loam loam
