#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Runs all five modules in stock jackds under valgrind's memcheck, with sessions that begin, run and end: a master with netmanager,
# netadapter and audioadapter (on the tests' virtual card), a slave with the net driver and netmesh. Prints memcheck's errors.
# Needs valgrind and root.
source "$(dirname "$0")/common.sh"
command -v valgrind >/dev/null || fail "valgrind is missing: apt-get install valgrind"
need_root "memcheck of the modules"
scripts/build.sh
work=$(mktemp -d)
trap 'as_root rm -rf "$work"' EXIT
# memcheck up to 3.19 fails at the debugging information beside the modules.
cp -a build/jack "$work/jack"
find "$work/jack" -name '*.dbg' -delete

mkdir "$work/usb"
cat >"$work/asoundrc" <<END
pcm_type.virtual_card.lib "$PWD/build/tests/virtual-card/libasound_module_pcm_virtual_card.so"
pcm.usb {
    type virtual_card
    folder "$work/usb"
    ppm 100
    loopback 480
    playback_channels 2
    capture_channels 2
}
END

cat >"$work/run.sh" <<'END'
mount -t tmpfs tmpfs /dev/shm
ip link set lo up
export JACK_DRIVER_DIR=$PWD/jack ALSA_CONFIG_PATH=$PWD/asoundrc
memcheck() { # SECONDS NAME OPTIONS...
    exec timeout -s TERM "$1" valgrind --error-limit=no --num-callers=30 --log-file="$2.memcheck" jackd -r "${@:3}" >"$2.log" 2>&1
}
(memcheck 70 master -d dummy -p 4096 -C 2 -P 2) &
sleep 8
timeout 20 jack_load netmanager
timeout 20 jack_load netadapter -i "-n adapter -a 127.0.0.1 -i 1 -o 1"
timeout 20 jack_load audioadapter -i "-d usb -p 4096"
export -f memcheck
slave="slave -I netmesh -d net -a 127.0.0.1 -n slave -C 2 -P 2 -i 1 -o 1 -l 3"
unshare --mount --propagation private bash -c "mount -t tmpfs tmpfs /dev/shm; memcheck 50 $slave" &
sleep 30
for client in audioadapter netadapter netmanager; do timeout 10 jack_unload $client; done
wait
END
(cd "$work" && as_root timeout 120 unshare --net --mount --propagation private bash run.sh >clients.log 2>&1) || true
grep -hE "Session with|is disconnected|audioadapter: Device" "$work"/*.log || true
grep -hA12 -E "^==[0-9]+== (Conditional|Use of|Invalid|Syscall|Source|Jump|Process)" "$work"/*.memcheck | head -60 || true
grep -h "ERROR SUMMARY" "$work"/*.memcheck
! grep -h "ERROR SUMMARY" "$work"/*.memcheck | grep -qv ": 0 errors"
