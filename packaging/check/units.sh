#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The units are valid: units.sh FOLDER [OPTION...], with the folders system and user below it. Options are those of systemd-analyze.
set -euo pipefail
command -v systemd-analyze >/dev/null || exit 77
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for unit in "$1"/user/{jackd-net,netjack2}*.service "$1"/system/netjack2*.service; do
    [ -e "$unit" ] || continue
    name=$(basename "$unit")
    manager=--$(basename "$(dirname "$unit")")
    # A template is verified as one of its instances.
    name=${name/@./@keys.}
    cp "$unit" "$work/$name"
    code=0
    XDG_RUNTIME_DIR=$work systemd-analyze verify "${@:2}" "$manager" "$work/$name" >"$work/output" 2>&1 || code=$?
    # It prints what it does not know, and goes on.
    if [ "$code" != 0 ] || grep -q "$name" "$work/output"; then cat "$work/output" >&2 && exit 1; fi
    rm "$work/$name"
done
