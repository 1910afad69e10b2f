# shellcheck shell=bash
# What all scripts share; to be sourced.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# Runs a command as root, keeping PATH: dotnet may live in a home directory.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -E env "PATH=$PATH" "$@"; fi
}

# Builds the console program of demo, bench and soak, then runs it; test hosts are namespaces, which need root.
on_test_hosts() {
    dotnet build tests/NetJack2.Bench -c Release -v quiet
    as_root dotnet build/dotnet/bin/NetJack2.Bench/release/NetJack2.Bench.dll "$@"
}
