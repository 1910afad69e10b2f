#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# In the chroot: the two computers of the README, which are two network namespaces, and sound from one to the other and back.
source "$(dirname "$0")/inside.sh"
period=1024 latency=2

in_other_network() { [ "$(readlink "/proc/$1/ns/net")" != "$(readlink "/proc/$$/ns/net")" ]; }

if [ "${1:-}" = slave ]; then
    mount -t tmpfs tmpfs /dev/shm
    await 30 ip link set eth0 up
    ip link set lo up
    export JACK_DRIVER_DIR=$folder
    exec jackd -r -d net -n slave -C 2 -P 2 -l $latency
fi
if [ "${1:-}" != master ]; then exec unshare --net bash "$0" master; fi

ip link set lo up
unshare --net --mount --propagation unchanged bash "$0" slave >/check/slave.log 2>&1 &
slave=$!
await 30 in_other_network $slave
ip link add eth0 type veth peer name eth0 netns $slave
ip link set eth0 up

export JACK_DRIVER_DIR=$folder
jackd -r -d dummy -p $period -C 2 -P 2 >/check/master.log 2>&1 &
master=$!
await 30 jack_lsp
timeout 30 jack_load netmanager
await 30 grep -q 'netmanager: Listening on' /check/master.log
await 60 grep -q 'net driver: Connected to master' /check/slave.log
await 30 eval 'jack_lsp | grep -qx slave:to_slave_1'
[ "$(jack_lsp | grep -c '^slave:')" = 4 ] || wrong "the slave's client has other ports: $(jack_lsp)"
netjack2 list | grep -q running || wrong "netjack2 list shows no session"

# On the slave straight from the input to the output, on the master a program that measures the round trip of a sound.
nsenter --target $slave --net --mount --root jack_connect system:capture_1 system:playback_1
stdbuf -oL jack_iodelay >/check/delay &
delay=$!
await 30 jack_connect jack_delay:out slave:to_slave_1
jack_connect slave:from_slave_1 jack_delay:in
# A loop of two clients takes one more period than the network: JACK runs one of them first.
expected=$((period * (latency + 1))).000
await 60 grep -q "$expected frames" /check/delay
kill $delay
wait $delay || true

# The packages are removed while servers use them: jackd looked at all modules when it started, and they stay in its memory.
apt-get purge -qq -y netjack2-modules netjack2
sleep 1
: >/check/later
stdbuf -oL jack_iodelay >/check/later &
delay=$!
await 30 jack_connect jack_delay:out slave:to_slave_1
jack_connect slave:from_slave_1 jack_delay:in
await 60 grep -q "$expected frames" /check/later
kill $delay
wait $delay || true
timeout 30 jack_load netadapter
# The next server shows what it lacks.
code=0
timeout 30 jackd -n next -d net >/check/next.log 2>&1 || code=$?
case $code in 0 | 124) wrong "a server runs without its drivers" ;; esac
grep -q "$folder" /check/next.log || wrong "the server's log does not name the folder: $(cat /check/next.log)"
kill $slave $master
wait || true
apt-get install -qq -y --no-install-recommends /check/netjack2*.deb
check_links
