#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Builds the modules into build/jack, beside links to the system's other drivers, and the program build/bin/netjack2.
# To use them: JACK_DRIVER_DIR=$PWD/build/jack jackd ...
# Usage: build.sh [TARGET...]; builds only these targets of CMake.
source "$(dirname "$0")/common.sh"
scripts/setup.sh

options=(-B build)
if [ ! -e build/CMakeCache.txt ]; then
    options+=(-G Ninja)
elif [ "$(sed -n 's/^CMAKE_HOME_DIRECTORY:INTERNAL=//p' build/CMakeCache.txt)" != "$PWD" ]; then
    echo "  build/ was configured in another folder: CMake starts again."
    options+=(-G Ninja --fresh)
fi
step "Configure the build" exclusively cmake "${options[@]}"
targets=()
[ $# = 0 ] || targets=(--target "$@")
step "Build the modules" exclusively cmake --build build "${targets[@]}"
