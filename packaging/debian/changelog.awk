# SPDX-License-Identifier: GPL-2.0-or-later
# Prints CHANGELOG.md as Debian's changelog. Variables: version (of the package, for what is unreleased), maintainer, date (RFC 5322).
# A release has its date in its heading, "## 0.2.0 - 2027-01-31"; without one it has the date of the package.
function finish() {
    flush()
    if (open) printf "\n -- %s  %s\n\n", maintainer, when
    open = 0
}

# Prints the collected item in lines of at most 78 columns.
function flush(   count, words, i, line) {
    count = split(plain(item), words, " ")
    item = ""
    if (!count) return
    headed = number
    line = "  *"
    for (i = 1; i <= count; i++) {
        if (length(line " " words[i]) > 78) { print line; line = "   " }
        line = line " " words[i]
    }
    print line
}

# Without the marks of links and code.
function plain(text,   link) {
    while (match(text, /\[[^]]*\]\([^)]*\)/)) {
        link = substr(text, RSTART + 1, RLENGTH - 1)
        sub(/\]\(.*/, "", link)
        text = substr(text, 1, RSTART - 1) link substr(text, RSTART + RLENGTH)
    }
    gsub(/`/, "", text)
    return text
}

function dated(day,   line) {
    if (day !~ /^[0-9-]+$/) return date
    ("date -u -R -d " day) | getline line
    return line
}

/^## / {
    finish()
    number = $2 == "Unreleased" ? version : $2 "-1"
    if (number == last) next # the package is that release
    printf "netjack2 (%s) %s; urgency=medium\n\n", number, $2 == "Unreleased" ? "UNRELEASED" : "unstable"
    when = dated($4)
    open = 1
    last = number
    next
}
!open { next }
/^### / { flush(); printf "%s  [ %s ]\n", headed == number ? "\n" : "", $2; headed = number; next }
/^$/ { flush(); next }
/^- / { flush(); item = substr($0, 3); next }
{ item = item " " $0 }
END { finish() }
