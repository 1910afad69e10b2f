#!/usr/bin/env bash
# Builds the plug-ins into build/jack, beside links to the system's other drivers (JACK_DRIVER_DIR=$PWD/build/jack jackd …), and build/bin/netjack2.
source "$(dirname "$0")/common.sh"
scripts/setup.sh

generator=()
[ -e build/CMakeCache.txt ] || generator=(-G Ninja)
cmake -B build "${generator[@]}" >/dev/null
cmake --build build
