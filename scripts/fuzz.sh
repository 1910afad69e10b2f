#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Throws N hostile datagrams (default 10 million) at the engine, in handshake and running state, from a seed; then for SECONDS (default 120)
# lets changed ones follow every datagram between real servers. Usage: fuzz.sh [N [SEED [SECONDS]]]
source "$(dirname "$0")/common.sh"
export NETJACK2_FUZZ="${1:-10000000}" NETJACK2_FUZZ_SEED="${2:-1}" NETJACK2_FUZZ_SECONDS="${3:-120}"
for project in NetJack2.Link.Tests NetJack2.Sessions.Tests; do
    dotnet build "tests/$project" -c Release -v quiet
    dotnet test "build/dotnet/bin/$project/release/$project.dll" --filter "FullyQualifiedName~FuzzTests" \
        --logger "console;verbosity=normal" --blame-hang-timeout 15min
done
scripts/build.sh
dotnet build tests/NetJack2.SystemTests -c Release -v quiet
as_root dotnet test build/dotnet/bin/NetJack2.SystemTests/release/NetJack2.SystemTests.dll --filter "FullyQualifiedName~MutantTests" \
    --logger "console;verbosity=normal" --blame-hang-timeout "$((5 + ${NETJACK2_FUZZ_SECONDS%.*} / 12))min"
