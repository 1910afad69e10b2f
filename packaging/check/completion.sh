#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Completion of netjack2 in each shell that is installed: completion.sh PROGRAM BASH-FILE ZSH-FILE FISH-FILE
set -euo pipefail
program=$1 bash_file=$2 zsh_file=$3 fish_file=$4
PATH=$(dirname "$program"):$PATH

# expect SHELL LINE WORDS: what the shell offers after LINE, sorted, in one line.
expect() {
    local offered
    offered=$("in_$1" "$2" | sort | tr '\n' ' ')
    [ "$offered" = "$3 " ] || { echo "$1 offers after '$2': '$offered' and not '$3 '" >&2; exit 1; }
}

in_bash() {
    # shellcheck disable=SC2016 # expanded by the inner shell
    bash --norc -c '
        source "$1"
        COMP_LINE=$2 COMP_POINT=${#2} COMP_WORDS=($2)
        if [[ $2 == *" " ]]; then COMP_WORDS+=(""); fi
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _netjack2 netjack2 "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        printf "%s\n" "${COMPREPLY[@]}"' in_bash "$bash_file" "$1"
}

# The function is called with the variables that zsh sets, and compadd is in the place of zsh's.
in_zsh() {
    # shellcheck disable=SC2016 # expanded by the inner shell
    zsh -fc '
        compadd() { shift; print -l -- ${(M)@:#$PREFIX*} }
        words=(${(s: :)2}); [[ $2 == *" " ]] && words+=("")
        CURRENT=$#words PREFIX=$words[-1]
        _netjack2() { source $1 }
        _netjack2 $1' in_zsh "$zsh_file" "$1"
}

in_fish() { fish --no-config -c "source $fish_file; complete -C '$1'" | sed 's/\t.*//'; }

for shell in bash zsh fish; do
    command -v $shell >/dev/null || continue
    expect $shell 'netjack2 st' 'stat'
    expect $shell 'netjack2 to' 'top'
    expect $shell 'netjack2 ta' 'takes'
    expect $shell 'netjack2 takes l' 'last'
    expect $shell 'netjack2 stat --' '--advise --help --json --watch'
    expect $shell 'netjack2 stat --j' '--json'
    expect $shell 'netjack2 doctor --as' '--ask'
    expect $shell 'netjack2 ev' 'events'
    expect $shell 'netjack2 events --f' '--follow'
    expect $shell 'netjack2 events netd' 'netdriver'
    expect $shell 'netjack2 watch --' '--every --help --notify --on --run'
    expect $shell 'netjack2 watch --on lo' 'lost'
    expect $shell 'netjack2 serve --' '--help --http --token'
done
# Another computer may have any name: it is offered as one word, and nothing in it is run.
hostile=$(mktemp -d)
trap 'rm -rf "$hostile"' EXIT
printf '#!/bin/sh\ncat %s/names\n' "$hostile" >"$hostile/netjack2"
chmod +x "$hostile/netjack2"
printf '%s\n' 'stage/a b:out' "stage/\$(touch $hostile/ran)\`touch $hostile/ran\`:out" "stage/;touch $hostile/ran" >"$hostile/names"
PATH=$hostile:$PATH
for shell in bash zsh fish; do
    command -v $shell >/dev/null || continue
    offered=$("in_$shell" 'netjack2 connect stage/')
    [ "$(wc -l <<<"$offered")" = 3 ] || { echo "$shell offers '$offered' and not three ports" >&2; exit 1; }
done
# As the line that bash makes of them.
bash -c "printf '%s\\n' $(in_bash 'netjack2 connect stage/' | tr '\n' ' ')" | cmp - "$hostile/names"
[ ! -e "$hostile/ran" ] || { echo "a name is run as a command" >&2; exit 1; }
PATH=${PATH#*:}
expect bash 'netjack2 do' 'doctor'
expect bash 'netjack2 patc' 'patch patches'
expect bash 'netjack2 patch ' 'load save'
expect bash 'netjack2 lab' 'label labels'
expect bash 'netjack2 graph --' '--dot --help'
expect bash 'netjack2 list --' '--help --json --network'
