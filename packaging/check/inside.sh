# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# To be sourced by what runs in the chroot.
set -euo pipefail
folder=/usr/lib/netjack2/jack
system=/usr/lib/$(uname -m)-linux-gnu/jack
export folder system

wrong() {
    echo "WRONG: $*" >&2
    exit 1
}

# Every file of the system, but for what dpkg and apt write about themselves, and what is here for the checks.
all_files() {
    local but=(/check /dev /proc /run /sys /tmp /var/cache /var/lib/apt /var/lib/dpkg /var/log)
    find / -xdev | grep -vE "^($(IFS='|'; echo "${but[*]}"))(/|\$)" | sort
}

# What the folder of drivers lacks of the system's, or has in the place of a link.
check_links() {
    local driver
    for driver in "$system"/*.so; do
        [ -e "$folder/${driver##*/}" ] || wrong "$folder has no ${driver##*/}"
    done
    for driver in netmanager jack_net netmesh netadapter audioadapter; do
        if [ ! -f "$folder/$driver.so" ] || [ -L "$folder/$driver.so" ]; then wrong "$driver.so is not the one of netjack2-cs"; fi
    done
    [ "$(readlink "$folder/jack_dummy.so")" = "$system/jack_dummy.so" ] || wrong "jack_dummy.so is not the system's"
}

# await SECONDS COMMAND...: until it succeeds.
await() {
    local until=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$until" ] || wrong "not within the time: $*"
        sleep 0.1
    done
}
