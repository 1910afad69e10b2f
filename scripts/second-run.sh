#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Prints settings for "dotnet test" that select what failed or was inconclusive in a run: second-run.sh RESULTS.trx MOST.
# Fails when nothing was, or when more than MOST failed: that is no accident. Of the inconclusive ones, the first MOST.
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
    /<UnitTestResult / { id = attribute($0, "testId"); isPrinted = 0 }
    /<UnitTestResult / && / outcome="(Failed|Timeout|Aborted)"/ { repeated[id] = 1; if (++failed > most) exit 1 }
    /<StdOut>/ { isPrinted = 1 }
    isPrinted && /outcome: inconclusive/ && !(id in repeated) && ++inconclusive <= most { repeated[id] = 1 }
    /<\/StdOut>/ { isPrinted = 0 }
    /<UnitTest / { isRepeated = attribute($0, "id") in repeated }
    /<TestMethod / && isRepeated {
        # By class and name: in a "test ==" NUnit takes the spaces between arguments away.
        class = attribute($0, "className"); sub(/\(.*/, "", class) # a fixture with arguments: with all of them
        where = where (count++ ? " or " : "") "(class == " quoted(class) " and name == " quoted(attribute($0, "name")) ")"
    }
    END {
        if (!count) exit 1
        print "<RunSettings><NUnit><Where>" where "</Where></NUnit></RunSettings>"
    }' "$1"
