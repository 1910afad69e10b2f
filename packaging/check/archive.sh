#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# In the chroot: the archive, unpacked into a folder with a blank in its name, without any package of netjack2-cs.
source "$(dirname "$0")/inside.sh"
if [ "${1:-}" != inside ]; then
    dpkg -P netjack2-modules netjack2
    exec unshare --net bash "$0" inside
fi
ip link set lo up
mkdir -p "/check/some folder"
cd "/check/some folder"
tar -xf /check/archive/netjack2-*.tar.gz
cd netjack2-*
bin/netjack2 --version
lib/netjack2/link-drivers.sh
folder=$PWD/lib/netjack2/jack
check_links
export JACK_DRIVER_DIR=$folder
jackd -r -d dummy -p 1024 >/check/archive.log 2>&1 &
server=$!
await 30 jack_lsp
for module in netmanager netmesh netadapter; do timeout 30 jack_load $module; done
timeout 30 jack_load audioadapter || echo "There is no card here."
for module in netmanager netmesh netadapter audioadapter; do
    grep -q "^$module: netjack2-cs" /check/archive.log || wrong "the server has another $module: $(cat /check/archive.log)"
done
kill $server
wait $server || true
man -l share/man/man8/netmanager.8.gz >/dev/null
/check/units.sh "$PWD/lib/systemd" --man=no
rm -rf "/check/some folder"
