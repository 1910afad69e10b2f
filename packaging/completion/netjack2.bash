# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Completion for bash. The program itself knows what may follow.
_netjack2() {
    local line=${COMP_LINE:0:COMP_POINT} kind='^[^/-]' word reply all
    line="netjack2 ${line#*[[:space:]]}"
    # The word as the program sees it; bash breaks it at the colons of ports.
    word=${line##*[[:space:]]}
    if [[ $word == -* ]]; then kind='^-'; fi
    mapfile -t all < <("$1" "[suggest:${#line}]" "$line" 2>/dev/null | grep -- "$kind")
    COMPREPLY=()
    for reply in "${all[@]}"; do
        if [[ $reply != "$word"* ]]; then continue; fi
        # Other computers choose the names. compgen -W would run a command in one of them, and so would the line that has it.
        printf -v reply %q "${reply:${#word}-${#2}}"
        COMPREPLY+=("$reply")
    done
    # A port follows a machine.
    if [[ ${COMPREPLY[*]} == */ ]]; then compopt -o nospace 2>/dev/null; fi
}
complete -F _netjack2 netjack2
