#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# In the chroot: upgrade, downgrade, new drivers of jackd, and files of the user in the way.
source "$(dirname "$0")/inside.sh"

# make_package NAME VERSION FILE SCRIPT...: a package with one file, and with the maintainer scripts "NAME=TEXT".
make_package() {
    local name=$1 version=$2 file=$3 tree=/check/made/$1 script
    shift 3
    rm -rf "$tree"
    mkdir -p "$tree/DEBIAN" "$tree$(dirname "$file")"
    echo "made" >"$tree$file"
    printf 'Package: %s\nVersion: %s\nArchitecture: all\nMaintainer: none <none@none.invalid>\nDescription: for a check\n' \
        "$name" "$version" >"$tree/DEBIAN/control"
    for script; do
        printf '#!/bin/sh\n%s\n' "${script#*=}" >"$tree/DEBIAN/${script%%=*}"
        chmod 755 "$tree/DEBIAN/${script%%=*}"
    done
    dpkg-deb --root-owner-group -b "$tree" "/check/made/$name.deb" >/dev/null
}
version_of() { dpkg-query -W -f='${Version}' "$1"; }
status_of() { dpkg-query -W -f='${db:Status-Status}' "$1"; }
install() { apt-get install -qq -y --no-install-recommends --allow-downgrades "$@"; }

current=$(version_of netjack2)
# A configuration that the user changed, a file and a link of the user's own.
echo 'NET_OPTIONS="-n mine"' >>/etc/netjack2/stagebox.conf
echo "mine" >"$folder/jack_mine.so"
ln -s /bin/true "$folder/jack_linked.so"
settings=$(cat /etc/netjack2/stagebox.conf)
check_kept() { # WHEN
    check_links
    [ "$(cat /etc/netjack2/stagebox.conf)" = "$settings" ] || wrong "$1: the configuration is another"
    [ "$(cat "$folder/jack_mine.so")" = mine ] || wrong "$1: a file of the user was overwritten"
    [ "$(readlink "$folder/jack_linked.so")" = /bin/true ] || wrong "$1: a link of the user was overwritten"
}

install /check/earlier/*.deb
earlier=$(version_of netjack2)
dpkg --compare-versions "$earlier" lt "$current" || wrong "$earlier is not lower than $current"
check_kept downgrade
install /check/netjack2*.deb
[ "$(version_of netjack2-modules)" = "$current" ] || wrong "no upgrade"
check_kept upgrade
install --reinstall /check/netjack2*.deb
check_kept reinstallation

# The two packages belong together: apt removes the modules, or does nothing.
install /check/earlier/netjack2_*.deb || true
if [ "$(version_of netjack2)" = "$earlier" ] && [ "$(status_of netjack2-modules)" = installed ]; then
    wrong "program and modules of two versions are installed together"
fi
install /check/netjack2*.deb

# A driver comes, with the name of a link of the user's, too; and goes.
make_package more-drivers 1 "$system/jack_more.so"
make_package mine-too 1 "$system/jack_linked.so"
dpkg -i /check/made/more-drivers.deb /check/made/mine-too.deb
[ "$(readlink "$folder/jack_more.so")" = "$system/jack_more.so" ] || wrong "a new driver has no link"
check_kept "a new driver"
dpkg -P more-drivers mine-too
[ ! -L "$folder/jack_more.so" ] || wrong "the link to a removed driver stays"
check_kept "a removed driver"
rm "$folder/jack_mine.so" "$folder/jack_linked.so"

# Removed, not purged: the configuration stays. jackd starts as ever.
apt-get remove -qq -y netjack2-modules
[ ! -e "$folder" ] || wrong "after removal there is $folder: $(ls -A "$folder")"
[ "$(cat /etc/netjack2/stagebox.conf)" = "$settings" ] || wrong "removal changed the configuration"
apt-get purge -qq -y netjack2-modules netjack2

# The package of before, with everything in one, is replaced.
make_package netjack2 0.1.0 "$folder/netmanager.so" \
    "prerm=find $folder -maxdepth 1 -type l -delete" "postinst=ln -s $system/jack_dummy.so $folder/"
install /check/made/netjack2.deb
install /check/netjack2*.deb
check_links
