#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# In the chroot: what a purge leaves, after a stage box that was enabled and saved connections.
source "$(dirname "$0")/inside.sh"
apt-get install -qq -y --no-install-recommends /check/netjack2*.deb
systemctl enable netjack2-stagebox.service
systemctl --global enable jackd-net@keys.service netjack2-join@keys.service netjack2-master.service netjack2-watch.service
mkdir -p /var/lib/private/netjack2
ln -s private/netjack2 /var/lib/netjack2
echo state >/var/lib/private/netjack2/net-driver-stage.connections
apt-get purge -qq -y netjack2-modules netjack2
rmdir /etc/systemd/user/{default,graphical-session}.target.wants # made by systemctl
all_files | diff /check/files-with-jack - || wrong "a purge leaves or removes files"
dpkg-query -W netjack2 netjack2-modules 2>&1 | grep -v 'no packages found' && wrong "dpkg knows the packages still"
apt-get purge -qq -y jackd2
apt-get autoremove -qq -y --purge
all_files | comm -13 /check/files-before - | grep -i netjack2 && wrong "files of netjack2-cs"
exit 0
