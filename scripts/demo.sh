#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Shows netjack2-cs at work on two test hosts of this machine; --help prints the options.
source "$(dirname "$0")/common.sh"

usage() {
    cat <<'END'
Usage: scripts/demo.sh [--seconds N] [--jack2 | --mesh]

Builds netjack2-cs, starts a JACK master and a JACK slave on two test hosts
(network namespaces) of this machine, sends audio from the master to the slave
and back, and checks every frame. All files go into build/; missing Debian
packages are installed. Needs root or sudo.

  --seconds N   seconds of audio to check, 1 to 3600 (default 15)
  --jack2       run the modules of jack2, for comparison
  --mesh        three slaves that send to each other directly
  --help        print this text

Exit codes: 0 if every frame came back right, 1 if not, 2 for wrong options.
END
}

wrong() {
    echo "scripts/demo.sh: $1; see --help" >&2
    exit 2
}

seconds=15 kind=()
while [ $# -gt 0 ]; do
    case $1 in
        --seconds) [ $# -ge 2 ] || wrong "--seconds needs a number"; seconds=$2; shift ;;
        --seconds=*) seconds=${1#*=} ;;
        --jack2 | --mesh)
            [ "${kind[*]}" = "" ] || [ "${kind[*]}" = "$1" ] || wrong "--jack2 and --mesh exclude each other: jack2 has no mesh"
            kind=("$1")
            ;;
        -h | --help) usage; exit ;;
        *) wrong "unknown option '$1'" ;;
    esac
    shift
done
if ! [[ $seconds =~ ^[1-9][0-9]{0,3}$ && $seconds -le 3600 ]]; then wrong "--seconds '$seconds' is not a number from 1 to 3600"; fi

need_root "The demo"
[ -e build/jack/netmanager.so ] || echo "The first build takes some minutes."
scripts/build.sh netmanager jack_net netmesh driver_folder
on_test_hosts demo --seconds "$seconds" "${kind[@]}"
