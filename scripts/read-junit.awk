# SPDX-License-Identifier: GPL-2.0-or-later
# Prints a line for each test of an .xml file of ctest, as read-results.awk does for .trx: with tabs between id, outcome, class, name,
# seconds, beginning of the message. The id is suite and name. Usage: awk -f read-junit.awk FILE
function attribute(line, name) {
    if (!match(line, " " name "=\"[^\"]*\"")) return ""
    return plain(substr(line, RSTART + length(name) + 3, RLENGTH - length(name) - 4))
}
function plain(text) {
    gsub(/&quot;/, "\"", text); gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&amp;/, "\\&", text); gsub(/\t/, " ", text)
    return text
}
/<testcase / {
    status = attribute($0, "status")
    outcome = status == "run" ? "passed" : status == "fail" ? "failed" : "skipped"
    name = attribute($0, "name")
    message = outcome == "failed" ? "see " log_file : ""
    printf "%s\t%s\t%s\t%s\t%.1f\t%s\n", suite "/" name, outcome, suite, name, attribute($0, "time"), message
}
BEGIN {
    suite = ARGV[1]; sub(/.*\//, "", suite); sub(/(\.again)?\.xml$/, "", suite)
    log_file = suite ".log"
}
