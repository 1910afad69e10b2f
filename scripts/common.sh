# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Shared by all scripts; to be sourced.
set -euo pipefail
CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 NINJA_STATUS='[%f/%t] '

# A terminal gets colours and lines that are drawn again; everything else gets plain lines.
is_terminal=false red='' dim='' plain=''
if [ -t 1 ] && [ "${TERM:-dumb}" != dumb ]; then
    is_terminal=true
    [ -n "${NO_COLOR:-}" ] || red=$'\e[31m' dim=$'\e[2m' plain=$'\e[0m'
fi

# fail MESSAGE...: prints each argument as a line and ends the script.
fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

# Runs a command as root, keeping PATH: dotnet may be installed in a home directory.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -E env "PATH=$PATH" "$@"; fi
}

# need_root PURPOSE: ends the script if root is out of reach. sudo asks for its password here and not in the middle of a build.
need_root() {
    [ "$(id -u)" != 0 ] || return 0
    command -v sudo >/dev/null || fail "$1 needs root: run this script as root, or install sudo."
    sudo -n true 2>/dev/null || { [ -t 2 ] && sudo -v; } || fail "$1 needs root, and sudo does not allow it."
}

# Runs a command while no other script builds in this folder. One compiler serves all of its projects, since each start of one takes
# 4 s of a processor; it ends with the command. -o: it does not inherit the lock.
exclusively() {
    local compiler=netjack2-$BASHPID status=0 process
    UseSharedCompilation=true SharedCompilationId=$compiler flock -o build/scripts.lock "$@" || status=$?
    while IFS=/ read -r _ _ process _; do
        kill "$process" 2>/dev/null || true
    done < <(grep -ls -- "[-]pipename:$compiler" /proc/[0-9]*/cmdline)
    return "$status"
}

# step TITLE COMMAND...: runs a command, and prints its title and duration in one line. Meanwhile a terminal shows the time and the
# command's last line; otherwise both are printed every 15 s. The output is kept in build/log, and its end is printed on failure.
step() {
    local title=$1 log status=0 begin=$SECONDS
    shift
    if ! mkdir -p build/log 2>/dev/null || [ ! -w build/log ]; then fail "$PWD/build belongs to another user: remove it."; fi
    log=build/log/${title//[^A-Za-z0-9]/-}.log
    : >"$log"
    show_progress "$title" "$log" &
    progress=$!
    "$@" >"$log" 2>&1 || status=$?
    end_progress
    if [ "$status" = 0 ]; then
        printf '  %-32s %s%5s s%s\n' "$title" "$dim" "$((SECONDS - begin))" "$plain"
        return 0
    fi
    printf '  %-32s %sfailed after %s s%s\n' "$title" "$red" "$((SECONDS - begin))" "$plain"
    tail -n 40 "$log" >&2
    echo "All of its output is in $log." >&2
    return "$status"
}

# A process of its own, until end_progress or the end of the script.
show_progress() { # TITLE LOG
    local begin=$SECONDS last columns
    columns=$(tput cols 2>/dev/null || echo 80)
    ! $is_terminal || printf '  %s' "$1"
    while sleep 1 >/dev/null && kill -0 $$ 2>/dev/null; do
        last=$(tail -n 1 "$2" | tr -d '\000-\037' | sed 's|[^ ]*/\([^/ ]*\)$|\1|')
        if $is_terminal; then
            printf '\r\e[K%s%s%s' "$(cut_to $((columns - 1)) "$(printf '  %-32s %5s s  ' "$1" $((SECONDS - begin)))")" "$dim" \
                "$(cut_to $((columns - 45)) "$last")$plain"
        elif [ $((SECONDS - begin)) = 1 ]; then
            echo "  $1 ..."
        elif [ $(((SECONDS - begin) % 15)) = 0 ]; then
            printf '%10s s  %s\n' $((SECONDS - begin)) "$(cut_to 64 "$last")"
        fi
    done
}

cut_to() { echo "${2:0:$(($1 < 0 ? 0 : $1))}"; }

progress=''
end_progress() {
    [ -n "$progress" ] || return 0
    kill "$progress" 2>/dev/null || true
    wait "$progress" 2>/dev/null || true
    progress=''
    ! $is_terminal || printf '\r\e[K'
}
trap 'end_progress; trap - INT; kill -INT $$' INT

# Builds the program of the demo, the benchmarks and the soak test, and runs it. Its test hosts are namespaces, which need root.
on_test_hosts() {
    step "Build the test programs" exclusively dotnet build tests/NetJack2.Bench -c Release
    as_root dotnet build/dotnet/bin/NetJack2.Bench/release/NetJack2.Bench.dll "$@"
}
