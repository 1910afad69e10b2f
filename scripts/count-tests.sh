#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Sums up test results: count-tests.sh FOLDER [FLAKY INCONCLUSIVE], with .trx files of dotnet and .xml files of ctest.
# The last line counts them. NAME.again.trx is the second run of what failed or was inconclusive in NAME.trx, and likewise of .xml.
# A test that failed and passed only then is flaky: it counts as passed, but is named. An inconclusive one is what it was then.
# NAME.log without NAME.trx is a run that broke off: it counts as a failed test.
# Fails when a test failed twice, when none passed, and when more than FLAKY are flaky or more than INCONCLUSIVE are inconclusive
# (the machine was too late); 3 each, if not given.
set -euo pipefail
most_flaky=${2:-3} most_inconclusive=${3:-3}
here=$(cd "$(dirname "$0")" && pwd)

read_results() { # FILE
    case $1 in
        *.trx) awk -f "$here/read-results.awk" "$1" "$1" ;;
        *) awk -f "$here/read-junit.awk" "$1" ;;
    esac
}

# All tests: outcome, class, name, seconds, message. Of a test that ran twice: "flaky", "failed", and the message of the first run.
all() {
    local file again
    for file in "$1"/*.trx "$1"/*.xml; do
        [ -e "$file" ] || continue
        case $file in *.again.*) continue ;; esac
        again=${file%.*}.again.${file##*.}
        if [ -e "$again" ]; then read_results "$again" | sed 's/^/again\t/'; fi
        read_results "$file" | sed 's/^/first\t/'
    done | awk -F '\t' -v OFS='\t' '
        $1 == "again" { second[$2] = $3; message[$2] = $7; next }
        $3 == "failed" && second[$2] == "passed" { $3 = "flaky" }
        $3 == "inconclusive" && $2 in second { $3 = second[$2]; $7 = message[$2] }
        { print $3, $4, $5, $6, $7 }'
}

list() { # OUTCOME TITLE: names, and how the messages begin
    awk -F '\t' -v outcome="$1" -v title="$2" '
        $1 != outcome { next }
        !found++ { print title }
        {
            class = $2
            sub(/^[^(]*\./, "", class)
            print "  " class "." $3
            lines = split($5, line, /\\n/)
            for (i = 1; i <= lines; i++) print "      " line[i]
        }' "$results"
}

count() { awk -F '\t' -v outcome="$1" '$1 == outcome' "$results" | wc -l; }

results=$(mktemp)
trap 'rm -f "$results"' EXIT
all "$1" >"$results"
flaky=$(count flaky) inconclusive=$(count inconclusive) failed=$(count failed) skipped=$(count skipped)
passed=$(($(count passed) + flaky))

for file in "$1"/NetJack2.*.log; do
    [ -e "$file" ] || continue
    file=${file%.log}.trx
    if [ -e "$file" ] && ! grep -q '<RunInfo [^>]*outcome="Error"' "$file"; then continue; fi
    echo "Broke off: $(basename "$file" .trx)"
    failed=$((failed + 1))
done

list failed "Failed:"
list flaky "Flaky (failed, and passed when run again alone):"
list inconclusive "Inconclusive (plain servers were late too, each time):"
if [ "$flaky" -gt 0 ] || [ "$inconclusive" -gt 0 ]; then
    echo "$flaky flaky (at most $most_flaky), $inconclusive inconclusive (at most $most_inconclusive)"
fi
line="$passed passed, $failed failed"
if [ "$skipped" -gt 0 ]; then line="$line, $skipped skipped"; fi
echo "$line"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ] && [ "$flaky" -le "$most_flaky" ] && [ "$inconclusive" -le "$most_inconclusive" ]
