#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Prints fixtures by the seconds that their tests took, the slowest first: slowest-fixtures.sh FOLDER [COUNT], with .trx files of dotnet.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
for file in "$1"/*.trx; do
    [ -e "$file" ] || continue
    case $file in *.again.trx) continue ;; esac
    awk -f "$here/read-results.awk" "$file" "$file"
done | awk -F '\t' '
    $2 == "skipped" { next } # its time is that which it waited for its lane
    { sub(/\(.*/, "", $3); sub(/^NetJack2\./, "", $3); time[$3] += $5; tests[$3]++ }
    END { for (fixture in time) printf "%7.1f s  %s (%d)\n", time[fixture], fixture, tests[fixture] }' | sort -rn | sed -n "1,${2:-10}p"
