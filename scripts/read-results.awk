# SPDX-License-Identifier: GPL-2.0-or-later
# Prints a line for each test of a .trx file, with tabs between: id, outcome, class, name, seconds, beginning of the message.
# Usage: awk -f read-results.awk FILE FILE (read twice, because the classes stand at its end).
function attribute(name) {
    if (!match($0, " " name "=\"[^\"]*\"")) return ""
    return plain(substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4))
}
function plain(text) {
    gsub(/&quot;/, "\"", text); gsub(/&#x[AD];/, " ", text); gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&amp;/, "\\&", text)
    gsub(/\t/, " ", text)
    return text
}
function seconds(duration,    part) {
    split(duration, part, ":")
    return part[1] * 3600 + part[2] * 60 + part[3]
}
function finish() {
    if (outcome == "NotExecuted") outcome = inconclusive ? "inconclusive" : "skipped"
    else outcome = outcome == "Passed" ? "passed" : "failed"
    printf "%s\t%s\t%s\t%s\t%.1f\t%s\n", id, outcome, class[id], name, time, message
    id = ""
}
NR == FNR {
    if (/<UnitTest /) id = attribute("id")
    if (/<TestMethod /) class[id] = attribute("className")
    next
}
/<UnitTestResult / {
    id = attribute("testId"); outcome = attribute("outcome"); name = attribute("testName"); time = seconds(attribute("duration"))
    message = ""; lines = 0; inconclusive = 0; reading = 0
    if (/\/>[[:space:]]*$/) finish()
    next
}
id == "" || FNR == NR { next }
/<StdOut>/ { printed = 1 }
printed && /outcome: inconclusive/ { inconclusive = 1 }
/<\/StdOut>/ { printed = 0 }
/<Message>/ { sub(/.*<Message>/, ""); reading = 1 }
reading {
    last = sub(/<\/Message>.*/, "")
    if (++lines <= 6) message = message (lines > 1 ? "\\n" : "") plain($0)
    reading = !last
}
/<\/UnitTestResult>/ { finish() }
