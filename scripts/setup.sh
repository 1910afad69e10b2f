#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Installs the packages that building and testing need. Safe to run again; prints nothing if all are installed.
source "$(dirname "$0")/common.sh"

packages=(
    jackd2 libjack-jackd2-dev            # the server that loads the modules, and its headers
    libasound2-dev libsamplerate0-dev libopus-dev  # headers that the bindings are checked against
    g++ gcc cmake ninja-build zlib1g-dev libgtest-dev  # native/, and the linking of NativeAOT
    clang-format clang-tidy shellcheck   # the rules that scripts/lint.sh checks
    iproute2 nftables procps util-linux  # test hosts
    dbus python3-dbus                    # jackdbus and jack_control, in the tests
    groff-base                           # checks the manual pages in the tests
)
if [ "$(uname -m)" = x86_64 ]; then
    packages+=(g++-aarch64-linux-gnu qemu-user-static) # arm64, and processors older than this one
fi
if [ "${NETJACK2_FULL:-}" = 1 ]; then packages+=(chromium prometheus); fi # scripts/test.sh --all: netjack2 serve

missing=()
for package in "${packages[@]}"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done

if [ ${#missing[@]} -gt 0 ]; then
    command -v apt-get >/dev/null || fail "apt-get is missing. Install the equivalents of these Debian packages:" "${missing[*]}"
    need_root "Installing packages"
    echo "Packages to install:"
    fold -s -w 74 <<<"${missing[*]}" | sed 's/^/    /'
    step "Update the package lists" as_root apt-get update -qq
    # Without DEBIAN_FRONTEND jackd2 asks whether it may use real-time priority.
    step "Install packages" as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${missing[@]}"
    # The tests start their own Prometheus; Debian's service would listen to the network.
    case " ${missing[*]} " in *" prometheus "*) as_root systemctl disable -q --now prometheus 2>/dev/null || true ;; esac
fi

dotnet --list-sdks 2>/dev/null | grep '^10\.' >/dev/null || fail "The .NET 10 SDK is missing. Install dotnet-sdk-10.0, or see" \
    "https://dotnet.microsoft.com/download/dotnet/10.0"

scripts/pipewire.sh
scripts/arm64.sh
