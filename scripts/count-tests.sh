#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Sums up test results: count-tests.sh FOLDER with .trx files of dotnet and .xml files of ctest. Fails when a test failed or none ran.
# NAME.again.trx holds what failed in NAME.trx and was run again: its outcome counts, and both are told.
set -euo pipefail
attribute() { sed -n "s/.*<$2 [^>]*\b$3=\"\([0-9]*\)\".*/\1/p" "$1" | head -1; }

# What failed in a .trx file, with the beginning of its message.
failures() {
    awk '
        /<UnitTestResult / { name = $0; sub(/.* testName="/, "", name); sub(/".*/, "", name); isFailed = / outcome="Failed"/ }
        isFailed && /<Message>/ { print "  " name; sub(/.*<Message>/, ""); isMessage = 1; lines = 0 }
        isMessage { isMessage = !sub(/<\/Message>.*/, ""); if (++lines <= 6) print "      " $0 }' "$1" | plain
}
# How all tests of a .trx file ended.
outcomes() { sed -n 's/.*<UnitTestResult .* testName="\([^"]*\)".* outcome="\([^"]*\)".*/  \2: \1/p' "$1" | plain; }
plain() { sed 's/&quot;/"/g; s/&#x[AD];/ /g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g'; }

passed=0 failed=0 skipped=0
add() { # TOTAL PASSED FAILED
    passed=$((passed + $2))
    failed=$((failed + $3))
    skipped=$((skipped + $1 - $2 - $3))
}

for file in "$1"/*.trx; do
    [ -e "$file" ] || continue
    case $file in *.again.trx) continue ;; esac
    total=$(attribute "$file" Counters total) good=$(attribute "$file" Counters passed) bad=$(attribute "$file" Counters failed)
    if [ "$bad" -gt 0 ]; then echo "Failed:"; failures "$file"; fi
    again=${file%.trx}.again.trx
    if [ -e "$again" ]; then
        echo "Run again by themselves:"
        outcomes "$again"
        mended=$(attribute "$again" Counters passed) left_out=$(($(attribute "$again" Counters total) - mended - $(attribute "$again" Counters failed)))
        good=$((good + mended)) bad=$((bad - mended - left_out))
    fi
    add "$total" "$good" "$bad"
done
for file in "$1"/*.xml; do
    [ -e "$file" ] || continue
    flat=$(mktemp)
    tr '\n' ' ' <"$file" | sed 's/<testcase.*//' >"$flat" # the attributes of the suite are on several lines
    total=$(attribute "$flat" testsuite tests) bad=$(attribute "$flat" testsuite failures)
    left_out=$(($(attribute "$flat" testsuite disabled) + $(attribute "$flat" testsuite skipped)))
    rm "$flat"
    add "$total" $((total - bad - left_out)) "$bad"
done

line="$passed passed, $failed failed"
if [ "$skipped" -gt 0 ]; then line="$line, $skipped skipped"; fi
echo "$line"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
