#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# In the chroot: installs the packages in the ways that there are.
source "$(dirname "$0")/inside.sh"
cd /check
apt-get update -q -o APT::Update::Error-Mode=any
all_files >/check/files-before

# The program alone, on a computer without JACK.
apt-get install -qq -y --no-install-recommends ./netjack2_*.deb
netjack2 --version
code=0
netjack2 list >/check/list || code=$?
[ "$code" = 1 ] || wrong "netjack2 list without a module exits with $code"
grep -q "No module of netjack2-cs is loaded" /check/list || wrong "netjack2 list does not show that there is no module"
dpkg -l | grep -q '^ii  jackd' && wrong "the program needs a JACK server"
# shellcheck disable=SC2016 # expanded by dpkg-query
dpkg-query -W -f='${Depends}\n' netjack2 | grep -q 'libc6 (>= ' || wrong "an older Debian could install it"

# jackd comes by recommendation: a simulation only, for it recommends a desktop itself.
apt-get -s install ./netjack2*.deb >/check/simulated
grep -q '^Inst jackd2 ' /check/simulated || wrong "jackd2 is not recommended"

# The modules without jackd: nothing to link to, and no failure. When jackd comes later, its drivers are linked.
apt-get install -qq -y --no-install-recommends ./netjack2-modules_*.deb
[ -e "$folder/netmanager.so" ] || wrong "no netmanager"
find "$folder" -type l | grep . && wrong "links, without a jackd"
apt-get install -qq -y --no-install-recommends jackd2
check_links

# Both at once, while the loader does not know the server's library yet.
apt-get purge -qq -y netjack2-modules netjack2 jackd2 libjack-jackd2-0
apt-get install -qq -y --no-install-recommends ./netjack2*.deb jackd2
check_links

# In the other order.
apt-get purge -qq -y netjack2-modules netjack2
all_files >/check/files-with-jack
grep netjack2 /check/files-with-jack && wrong "a purge leaves files"
apt-get install -qq -y ./netjack2*.deb
check_links

# Beside PipeWire's libraries: neither removes the other.
apt-get -s install pipewire-jack >/check/simulated
grep '^Remv' /check/simulated && wrong "pipewire-jack removes a package"
apt-get -s install pipewire-audio >/check/simulated
grep -E '^Remv (netjack2|jackd2|libjack)' /check/simulated && wrong "pipewire-audio removes a package"
exit 0
