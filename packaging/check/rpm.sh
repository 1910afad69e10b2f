#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Each file of the Debian packages is in the RPM ones, too, and these require what they need: rpm.sh FOLDER ARCHITECTURE MACHINE
set -euo pipefail
folder=$1 architecture=$2 machine=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

wrong() {
    echo "WRONG: $*" >&2
    exit 1
}

for name in netjack2 netjack2-modules; do
    rpm=$(echo "$folder/$name"-[0-9]*"$machine.rpm")
    rpm -qpl "$rpm" | sed 's|site-functions|vendor-completions|' | sort >"$work/rpm-files"
    dpkg-deb -c "$folder/${name}_"*"_$architecture.deb" | awk '$1 ~ /^[-l]/ { print substr($6, 2) }' |
        grep -v 'changelog\.Debian' | sort >"$work/deb-files"
    missing=$(comm -13 "$work/rpm-files" "$work/deb-files")
    [ -z "$missing" ] || wrong "$name.rpm lacks $missing"
    more=$(comm -23 "$work/rpm-files" "$work/deb-files" | grep -vE '^/usr/(lib|share/doc)/netjack2|^/etc/netjack2$' || true)
    [ -z "$more" ] || wrong "$name.rpm owns folders of others, or has more than the other package: $more"
    rpm -qp --requires "$rpm" >"$work/$name.requires"
    [ -z "$(rpm -qp --conflicts --obsoletes "$rpm")" ] || wrong "$name.rpm conflicts with a package"
    mkdir "$work/root-$name"
    rpm -i --root "$work/root-$name" --nodeps --noscripts --ignorearch --ignoreos "$rpm"
    [ "$name" != netjack2 ] || [ -x "$work/root-$name/usr/bin/netjack2" ] || wrong "$name.rpm installs no program"
done
grep -q '^netjack2 = ' "$work/netjack2-modules.requires" || wrong "modules without their program"
grep -qF 'libjackserver.so.0()(64bit)' "$work/netjack2-modules.requires" || wrong "modules without the library of a server"
grep -qF 'libc.so.6(GLIBC_2' "$work/netjack2.requires" || wrong "an older system could install it"
if grep libjackserver "$work/netjack2.requires"; then wrong "the program needs the library of a server"; fi
rpm -qp --filetriggers "$rpm" | grep -q /usr/lib64/jack || wrong "no trigger follows new drivers"
[ "$(rpm -qpc "$rpm")" = /etc/netjack2/stagebox.conf ] || wrong "the configuration is not marked as such"
