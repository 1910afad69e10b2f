#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Gets what code for arm64 is linked with and runs on: JACK and the libraries of Debian for arm64, unpacked into build/arm64-root.
# The system's packages and sources stay as they are. Prints nothing if it is there. Where it cannot be had the tests on arm64 are
# skipped, and build/arm64-root/obstacle has the reason.
source "$(dirname "$0")/common.sh"
source scripts/debian.sh
place=build/arm64-root
libraries=usr/lib/aarch64-linux-gnu
tools=(aarch64-linux-gnu-g++ qemu-aarch64-static)
packages=(jackd2 libjack-jackd2-dev libasound2-dev libsamplerate0-dev libopus-dev zlib1g-dev libc6-dev libgtest-dev)

# The packages and all that they depend on: apt knows of no installed ones.
download() {
    local apt=$place/apt package link
    configure_apt "$apt" "$1" arm64 &&
        apt-get install -q -y --no-install-recommends --download-only "${packages[@]}" || return 1
    for package in "$apt"/cache/archives/*.deb; do dpkg -x "$package" "$apt/root" || return 1; done
    # Absolute links would lead the linker out of this folder.
    for link in "$apt/root/$libraries"/*.so; do
        case $(readlink "$link") in /*) ln -sfn "../../..$(readlink "$link")" "$link" ;; esac
    done
    [ -e "$apt/root/lib" ] || ln -s usr/lib "$apt/root/lib" # from Debian 13 on a link of another package
    mv "$apt"/root/* "$place" && rm -rf "$apt"
}

if [ -e "$place/usr/bin/jackd" ]; then exit 0; fi
rm -rf "$place"
mkdir -p "$place" build/log
for tool in "${tools[@]}"; do
    command -v "$tool" >/dev/null || echo "$tool is missing: scripts/setup.sh installs it" >"$place/obstacle"
done
codename=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
if [ -e "$place/obstacle" ]; then
    :
elif ! grep -q '^ID=debian$' /etc/os-release; then
    echo "the packages for arm64 are those of Debian, and this is another system" >"$place/obstacle"
elif ! download "$codename" >build/log/Download-arm64.log 2>&1; then
    echo "Debian's packages for arm64 could not be downloaded: see build/log/Download-arm64.log" >"$place/obstacle"
fi
if [ -e "$place/obstacle" ]; then echo "  Tests on arm64 will be skipped: $(cat "$place/obstacle")"; fi
