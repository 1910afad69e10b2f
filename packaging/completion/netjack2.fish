# SPDX-License-Identifier: GPL-2.0-or-later
# Completion for fish. The program itself knows what may follow.
function __netjack2_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l line (string join -- ' ' netjack2 $words[2..-1])
    set -l kind '^[^/-]'
    if string match -q -- '-*' $words[-1]
        set kind '^-'
    end
    $words[1] "[suggest:"(string length -- $line)"]" $line 2>/dev/null | string match -re -- $kind
end
complete -c netjack2 -f -a '(__netjack2_complete)'
