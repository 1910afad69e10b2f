#!/usr/bin/env bash
# Installs what building and testing need and this machine lacks. Safe to run again; says nothing when nothing is missing.
source "$(dirname "$0")/common.sh"

packages=(
    jackd2 libjack-jackd2-dev            # the server that loads us, and its headers
    libasound2-dev libsamplerate0-dev libopus-dev  # headers that the bindings are checked against
    g++ gcc cmake ninja-build zlib1g-dev libgtest-dev clang-format  # native/, and the linking of NativeAOT
    iproute2 nftables procps util-linux  # test hosts
    dbus python3-dbus                    # jackdbus and jack_control, in the tests
    groff-base                           # looks at the manual pages in the tests
)

missing=()
for package in "${packages[@]}"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done

if [ ${#missing[@]} -gt 0 ]; then
    echo "installing ${missing[*]}"
    # jackd2 would ask whether it may use real-time priority.
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${missing[@]}"
fi

if ! dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then
    echo "The .NET 10 SDK is missing: install dotnet-sdk-10.0, or see https://dotnet.microsoft.com/download/dotnet/10.0" >&2
    exit 1
fi
