#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Prints settings for "dotnet test" that select what failed in a run: failed-tests.sh RESULTS.trx MOST.
# Fails when nothing did, or more than MOST.
set -euo pipefail
awk -v quote="'" -v most="$2" '
    function attribute(line, name) {
        if (!match(line, " " name "=\"[^\"]*\"")) return ""
        return substr(line, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
    }
    function quoted(text) {
        gsub(/\\/, "\\\\\\\\", text)
        gsub(quote "|&#39;|&apos;", "\\" quote, text)
        return quote text quote
    }
    /<UnitTestResult / && / outcome="(Failed|Timeout|Aborted)"/ { failed[attribute($0, "testId")] = 1 }
    /<UnitTest / { isFailed = attribute($0, "id") in failed }
    /<TestMethod / && isFailed {
        # By class and name: in a "test ==" NUnit takes the spaces between arguments away.
        class = attribute($0, "className"); sub(/\(.*/, "", class) # a fixture with arguments: with all of them
        where = where (count++ ? " or " : "") "(class == " quoted(class) " and name == " quoted(attribute($0, "name")) ")"
    }
    END {
        if (!count || count > most) exit 1
        print "<RunSettings><NUnit><Where>" where "</Where></NUnit></RunSettings>"
    }' "$1"
