# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Completion for bash. The program itself knows what may follow.
_netjack2() {
    local line=${COMP_LINE:0:COMP_POINT} kind='^[^/-]'
    line="netjack2 ${line#*[[:space:]]}"
    if [[ $2 == -* ]]; then kind='^-'; fi
    mapfile -t COMPREPLY < <(compgen -W "$("$1" "[suggest:${#line}]" "$line" 2>/dev/null | grep -- "$kind")" -- "$2")
}
complete -F _netjack2 netjack2
