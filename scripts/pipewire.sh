#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Gets a PipeWire for the tests on Debian 12, whose own has no netjack2 modules: packages of its backports, unpacked into
# build/pipewire. The system's packages and sources stay as they are. Prints nothing if there is a PipeWire to test with.
# Where none can be had its tests are skipped, and build/pipewire/obstacle has the reason.
source "$(dirname "$0")/common.sh"
source scripts/debian.sh
place=build/pipewire
libraries=usr/lib/x86_64-linux-gnu
packages=(pipewire-bin libpipewire-0.3-0 libpipewire-0.3-modules libspa-0.2-modules pipewire-jack)
oldest=1400 # 1.4.0, as in the name of libpipewire-0.3.so.0.1402.0

is_usable() { # ROOT
    local library version
    [ -e "$1/$libraries/pipewire-0.3/libpipewire-module-netjack2-driver.so" ] && [ -x "$1/usr/bin/pw-link" ] || return 1
    for library in "$1/$libraries"/libpipewire-0.3.so.0.*; do
        version=${library##*.so.0.}
        [ "${version%%.*}" -lt "$oldest" ] || return 0
    done
    return 1
}

download() {
    local package
    configure_apt "$place/apt" bookworm-backports && (cd "$place/apt" && apt-get download -q "${packages[@]}") || return 1
    for package in "$place"/apt/*.deb; do dpkg -x "$package" "$place/apt/root" || return 1; done
    mv "$place/apt/root/usr" "$place/usr" && rm -rf "$place/apt"
}

if is_usable "" || is_usable "$place"; then exit 0; fi
rm -rf "$place"
mkdir -p "$place" build/log
if ! grep -q '^VERSION_CODENAME=bookworm$' /etc/os-release; then
    echo "the system's PipeWire is not 1.4 or later with netjack2 modules: install the package pipewire" >"$place/obstacle"
elif ! download >build/log/Download-PipeWire.log 2>&1; then
    echo "PipeWire could not be downloaded from bookworm-backports: see build/log/Download-PipeWire.log" >"$place/obstacle"
fi
if [ -e "$place/obstacle" ]; then echo "  Tests with PipeWire will be skipped: $(cat "$place/obstacle")"; fi
