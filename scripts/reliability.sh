#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Measures netjack2-cs and jack2 in turn and writes the figures into docs/reliability.md. Takes about 12 minutes.
# Usage: reliability.sh [absences] [losses]; without arguments both. "absences" includes floods.
source "$(dirname "$0")/common.sh"
[ $# -gt 0 ] || set -- absences losses
scripts/build.sh
for part; do
    on_test_hosts reliability "$part" --out "$PWD/docs/reliability.md"
done
