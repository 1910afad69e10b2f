#!/usr/bin/env bash
# Sums up test results: count-tests.sh FOLDER with .trx files of dotnet and .xml files of ctest. Fails when a test failed or none ran.
set -euo pipefail
attribute() { sed -n "s/.*<$2 [^>]*\b$3=\"\([0-9]*\)\".*/\1/p" "$1" | head -1; }

passed=0 failed=0 skipped=0
add() { # TOTAL PASSED FAILED
    passed=$((passed + $2))
    failed=$((failed + $3))
    skipped=$((skipped + $1 - $2 - $3))
}

for file in "$1"/*.trx; do
    [ -e "$file" ] || continue
    add "$(attribute "$file" Counters total)" "$(attribute "$file" Counters passed)" "$(attribute "$file" Counters failed)"
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
