#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
usage() {
    cat <<END
usage: scripts/bench.sh [--rounds N] [--seconds N]
       scripts/bench.sh --earlier FOLDER [--rounds N] [--seconds N]

Measures netjack2-cs and jack2 in turns, and writes docs/benchmarks.md,
docs/benchmarks-adapters.md and docs/pictures. Run nothing beside it.

  --earlier FOLDER  measures these modules and those of an earlier build in turns
                    instead, and prints the ratios; FOLDER is the build/jack of
                    another clone
END
}
earlier=''
case ${1:-} in
    --help | -h) usage; exit 0 ;;
    --earlier) earlier=$(realpath -m -- "${2:-}") ;;
esac

source "$(dirname "$0")/common.sh"
if [ -n "$earlier" ]; then
    [ -e "$earlier/netmanager.so" ] || fail "There is no netmanager.so in $earlier: --earlier needs the build/jack of another clone."
    shift 2
fi
scripts/build.sh
if [ -n "$earlier" ]; then
    on_test_hosts earlier "$earlier" "$@"
    exit
fi
on_test_hosts bench --out "$PWD/docs/benchmarks.md" "$@"
on_test_hosts adapters --out "$PWD/docs/benchmarks-adapters.md" --pictures "$PWD/docs/pictures"
