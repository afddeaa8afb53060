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
        'loam sandbox --port') words=''; return 0 ;;
        'loam sandbox --host') words=''; return 0 ;;
        'loam sandbox --accounts') words=''; return 0 ;;
        'loam sandbox --contacts') words=''; return 0 ;;
        'loam sandbox --leads') words=''; return 0 ;;
        'loam sandbox --seed') words=''; return 0 ;;
        'loam sandbox --from') paths=1; return 0 ;;
        'loam sandbox --data') paths=1; return 0 ;;
        'loam sandbox --api-limit') words=''; return 0 ;;
        'loam sandbox --session-minutes') words=''; return 0 ;;
        'loam sandbox --callback') words=''; return 0 ;;
        'loam sandbox --app-certificate') paths=1; return 0 ;;
        'loam sandbox --fault') words=''; return 0 ;;
        'loam sandbox --instant-enrich') words=''; return 0 ;;
        'loam sandbox --instant-enrich-user') words=''; return 0 ;;
        'loam migrate --config') paths=1; return 0 ;;
        'loam migrate --data') paths=1; return 0 ;;
        'loam migrate --database') words=''; return 0 ;;
        'loam backup --config') paths=1; return 0 ;;
        'loam backup --data') paths=1; return 0 ;;
        'loam backup --database') words=''; return 0 ;;
        'loam restore --config') paths=1; return 0 ;;
        'loam restore --data') paths=1; return 0 ;;
        'loam restore --database') words=''; return 0 ;;
        'loam doctor --config') paths=1; return 0 ;;
        'loam doctor --data') paths=1; return 0 ;;
        'loam doctor --database') words=''; return 0 ;;
        'loam user list --search') words=''; return 0 ;;
        'loam user list --role') words='admin member auditor'; return 0 ;;
        'loam user list --state') words='invited active deactivated'; return 0 ;;
        'loam user list --config') paths=1; return 0 ;;
        'loam user list --data') paths=1; return 0 ;;
        'loam user list --database') words=''; return 0 ;;
        'loam user create --email') words=''; return 0 ;;
        'loam user create --name') words=''; return 0 ;;
        'loam user create --role') words='admin member auditor'; return 0 ;;
        'loam user create --organisation') words=''; return 0 ;;
        'loam user create --time-zone') words=''; return 0 ;;
        'loam user create --config') paths=1; return 0 ;;
        'loam user create --data') paths=1; return 0 ;;
        'loam user create --database') words=''; return 0 ;;
        'loam user create --public-url') words=''; return 0 ;;
        'loam user invite --email') words=''; return 0 ;;
        'loam user invite --name') words=''; return 0 ;;
        'loam user invite --role') words='admin member auditor'; return 0 ;;
        'loam user invite --config') paths=1; return 0 ;;
        'loam user invite --data') paths=1; return 0 ;;
        'loam user invite --database') words=''; return 0 ;;
        'loam user invite --public-url') words=''; return 0 ;;
        'loam user role --config') paths=1; return 0 ;;
        'loam user role --data') paths=1; return 0 ;;
        'loam user role --database') words=''; return 0 ;;
        'loam user deactivate --config') paths=1; return 0 ;;
        'loam user deactivate --data') paths=1; return 0 ;;
        'loam user deactivate --database') words=''; return 0 ;;
        'loam user reactivate --config') paths=1; return 0 ;;
        'loam user reactivate --data') paths=1; return 0 ;;
        'loam user reactivate --database') words=''; return 0 ;;
        'loam user reset-password --config') paths=1; return 0 ;;
        'loam user reset-password --data') paths=1; return 0 ;;
        'loam user reset-password --database') words=''; return 0 ;;
        'loam user reset-password --public-url') words=''; return 0 ;;
        'loam key create --name') words=''; return 0 ;;
        'loam key create --role') words='admin member auditor'; return 0 ;;
        'loam key create --for') words=''; return 0 ;;
        'loam key create --expires') words=''; return 0 ;;
        'loam key create --config') paths=1; return 0 ;;
        'loam key create --data') paths=1; return 0 ;;
        'loam key create --database') words=''; return 0 ;;
        'loam key list --config') paths=1; return 0 ;;
        'loam key list --data') paths=1; return 0 ;;
        'loam key list --database') words=''; return 0 ;;
        'loam key revoke --config') paths=1; return 0 ;;
        'loam key revoke --data') paths=1; return 0 ;;
        'loam key revoke --database') words=''; return 0 ;;
        'loam secrets status --config') paths=1; return 0 ;;
        'loam secrets status --data') paths=1; return 0 ;;
        'loam secrets status --database') words=''; return 0 ;;
        'loam secrets rotate --config') paths=1; return 0 ;;
        'loam secrets rotate --data') paths=1; return 0 ;;
        'loam secrets rotate --database') words=''; return 0 ;;
        'loam secrets create --config') paths=1; return 0 ;;
        'loam secrets create --data') paths=1; return 0 ;;
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
        'loam routes --config') paths=1; return 0 ;;
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
            'loam sandbox') path="$path ${COMP_WORDS[i]}" ;;
            'loam migrate') path="$path ${COMP_WORDS[i]}" ;;
            'loam backup') path="$path ${COMP_WORDS[i]}" ;;
            'loam restore') path="$path ${COMP_WORDS[i]}" ;;
            'loam doctor') path="$path ${COMP_WORDS[i]}" ;;
            'loam user') path="$path ${COMP_WORDS[i]}" ;;
            'loam user list') path="$path ${COMP_WORDS[i]}" ;;
            'loam user create') path="$path ${COMP_WORDS[i]}" ;;
            'loam user invite') path="$path ${COMP_WORDS[i]}" ;;
            'loam user role') path="$path ${COMP_WORDS[i]}" ;;
            'loam user deactivate') path="$path ${COMP_WORDS[i]}" ;;
            'loam user reactivate') path="$path ${COMP_WORDS[i]}" ;;
            'loam user reset-password') path="$path ${COMP_WORDS[i]}" ;;
            'loam key') path="$path ${COMP_WORDS[i]}" ;;
            'loam key create') path="$path ${COMP_WORDS[i]}" ;;
            'loam key list') path="$path ${COMP_WORDS[i]}" ;;
            'loam key revoke') path="$path ${COMP_WORDS[i]}" ;;
            'loam secrets') path="$path ${COMP_WORDS[i]}" ;;
            'loam secrets status') path="$path ${COMP_WORDS[i]}" ;;
            'loam secrets rotate') path="$path ${COMP_WORDS[i]}" ;;
            'loam secrets create') path="$path ${COMP_WORDS[i]}" ;;
            'loam secrets generate') path="$path ${COMP_WORDS[i]}" ;;
            'loam jobs') path="$path ${COMP_WORDS[i]}" ;;
            'loam jobs list') path="$path ${COMP_WORDS[i]}" ;;
            'loam jobs retry') path="$path ${COMP_WORDS[i]}" ;;
            'loam jobs cancel') path="$path ${COMP_WORDS[i]}" ;;
            'loam routes') path="$path ${COMP_WORDS[i]}" ;;
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
        'loam') words='serve work sandbox migrate backup restore doctor user key secrets jobs routes config completion version help --help' ;;
        'loam serve') words='--config --data --database --host --port --public-url --tls-certificate --tls-key --trusted-proxies --slots --log-format --log-level --help' ;;
        'loam work') words='--config --data --database --slots --kinds --work-port --stop-within --log-format --log-level --help' ;;
        'loam sandbox') words='--port --host --tls --accounts --contacts --leads --seed --from --data --api-limit --session-minutes --callback --app-certificate --fault --instant-enrich --instant-enrich-user --json --help' ;;
        'loam migrate') words='--json --dry-run --config --data --database --help' ;;
        'loam backup') words='--json --config --data --database --help' ;;
        'loam restore') words='--json --config --data --database --help' ;;
        'loam doctor') words='--json --config --data --database --help' ;;
        'loam user') words='list create invite role deactivate reactivate reset-password --help' ;;
        'loam user list') words='--search --role --state --json --config --data --database --help' ;;
        'loam user create') words='--email --name --role --password-stdin --organisation --time-zone --json --config --data --database --public-url --help' ;;
        'loam user invite') words='--email --name --role --json --config --data --database --public-url --help' ;;
        'loam user role') words='--config --data --database --help' ;;
        'loam user deactivate') words='--config --data --database --help' ;;
        'loam user reactivate') words='--config --data --database --help' ;;
        'loam user reset-password') words='--password-stdin --config --data --database --public-url --help' ;;
        'loam key') words='create list revoke --help' ;;
        'loam key create') words='--name --role --for --expires --json --config --data --database --help' ;;
        'loam key list') words='--json --config --data --database --help' ;;
        'loam key revoke') words='--config --data --database --help' ;;
        'loam secrets') words='status rotate create generate --help' ;;
        'loam secrets status') words='--json --config --data --database --help' ;;
        'loam secrets rotate') words='--drop-older --json --config --data --database --help' ;;
        'loam secrets create') words='--config --data --help' ;;
        'loam secrets generate') words='--help' ;;
        'loam jobs') words='list retry cancel --help' ;;
        'loam jobs list') words='--state --kind --limit --json --config --data --database --help' ;;
        'loam jobs retry') words='--all --json --config --data --database --help' ;;
        'loam jobs cancel') words='--config --data --database --help' ;;
        'loam routes') words='--json --config --help' ;;
        'loam config') words='--json --reference --config --data --database --help' ;;
        'loam completion') words='bash zsh fish --help' ;;
        'loam version') words='--json --help' ;;
        'loam help') words='--man --help' ;;
    esac
    COMPREPLY=($(compgen -W "$words" -- "$current"))
    [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "$current"))
}

complete -o filenames -F _loam loam
