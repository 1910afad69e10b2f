#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# In the chroot: manual pages, completion, units and examples of the installed packages.
source "$(dirname "$0")/inside.sh"

for page in netjack2 jack_net netmanager netmesh netadapter audioadapter netjack2-driver netjack2-netmanager; do
    man --warnings "$page" >/check/page 2>/check/warnings || wrong "no manual page $page"
    [ ! -s /check/warnings ] || wrong "the manual page $page: $(cat /check/warnings)"
    grep -qE 'JACK' /check/page || wrong "the manual page $page is empty"
done
man 7 netjack2 >/dev/null

/check/completion.sh /usr/bin/netjack2 /usr/share/bash-completion/completions/netjack2 \
    /usr/share/zsh/vendor-completions/_netjack2 /usr/share/fish/vendor_completions.d/netjack2.fish
# Where the shells look for it.
# shellcheck disable=SC2016 # expanded by the inner shell
bash -c 'source /usr/share/bash-completion/bash_completion; __load_completion netjack2 || [ $? = 124 ]; complete -p netjack2' |
    grep -q _netjack2 || wrong "bash does not find the completion"
fish -c "complete -C 'netjack2 st'" | grep -q '^stat' || wrong "fish does not find the completion"
zsh -fc 'autoload -Uz compinit && compinit -u -D && print $_comps[netjack2]' | grep -q _netjack2 || wrong "zsh does not find the completion"

/check/units.sh /usr/lib/systemd
for unit in /usr/lib/systemd/user/jackd-net@.service /usr/lib/systemd/system/netjack2-stagebox.service; do
    grep -q "JACK_DRIVER_DIR=$folder\$" "$unit" || wrong "$unit names another folder"
done

doc=/usr/share/doc
for page in README.md docs/manual.md; do [ -e $doc/netjack2/$page ] || wrong "no $page"; done
zgrep -q 'zlib-ng' $doc/netjack2/THIRD-PARTY-NOTICES.dotnet.gz || wrong "no notices of the .NET runtime"
zgrep -q 'ASP.NET' $doc/netjack2/THIRD-PARTY-NOTICES.aspnet.gz || wrong "no notices of ASP.NET"
netjack2 serve --help | grep -q ADDRESS:PORT || wrong "netjack2 does not find netjack2-serve"
[ "$(zcat $doc/netjack2/changelog.Debian.gz | sed -n '1s/.*(\(.*\)).*/\1/p')" = "$(dpkg-query -W -f='${Version}' netjack2)" ] ||
    wrong "the changelog begins with another version"
example=$doc/netjack2-modules/examples/60-netjack2.conf
grep -qx "JACK_DRIVER_DIR=$folder" $example || wrong "$example does not set the folder"
