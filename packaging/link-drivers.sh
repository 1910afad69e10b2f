#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Completes a folder of modules so that jackd finds everything in it: links to the drivers of the system that the folder
# has no file for. Links to drivers that no longer exist are removed; every other entry of the folder stays as it is.
# Usage: link-drivers.sh [TO [FROM [NAME...]]]; NAME.so is a module that the folder has, or will have.
#        link-drivers.sh --remove TO [FROM]; removes the links to drivers in FROM, and those that lead nowhere.
# TO: the folder jack beside this script. FROM: the folder jack beside the libjackserver of jack2.
set -eu

# Prints nothing without a server of jack2. While packages are installed, the loader may not know a new library yet.
system_drivers() {
    library=$(PATH=$PATH:/usr/sbin:/sbin ldconfig -p | sed -n 's|.*libjackserver\.so\.0.* => ||p' | head -n 1)
    for place in "${library%/*}" "/usr/lib/$(uname -m)-linux-gnu" /usr/lib64 /usr/lib; do
        if [ -e "$place/jack/jack_dummy.so" ]; then cd "$place/jack" && pwd -P && return; fi
    done
}

remove=false
if [ "${1:-}" = --remove ]; then remove=true && shift; fi
to=${1:-$(cd "$(dirname "$0")" && pwd)/jack}
from=${2:-$(system_drivers)}
if [ $# -gt 2 ]; then shift 2; else set --; fi

if $remove; then
    for link in "$to"/*.so; do
        [ -L "$link" ] || continue
        if [ ! -e "$link" ] || [ "$(dirname "$(readlink "$link")")" = "$from" ]; then rm -f "$link"; fi
    done
    exit
fi

mkdir -p "$to"
for link in "$to"/*.so; do
    if [ -L "$link" ] && [ ! -e "$link" ]; then rm -f "$link"; fi
done
[ -n "$from" ] || exit 0
for driver in "$from"/*.so; do
    [ -e "$driver" ] || continue
    file=${driver##*/}
    for own in "$@"; do
        if [ "$file" = "$own.so" ]; then continue 2; fi
    done
    [ -e "$to/$file" ] || ln -s "$driver" "$to/$file"
done
