#!/usr/bin/env bash
# Throws N hostile datagrams (default 10 million) at the engine, in handshake and running state, from a seed. Usage: fuzz.sh [N] [SEED]
source "$(dirname "$0")/common.sh"
dotnet build tests/NetJack2.Engine.Tests -c Release -v quiet
export NETJACK2_FUZZ="${1:-10000000}" NETJACK2_FUZZ_SEED="${2:-1}"
dotnet test build/dotnet/bin/NetJack2.Engine.Tests/release/NetJack2.Engine.Tests.dll --filter "FullyQualifiedName~FuzzTests" \
    --logger "console;verbosity=normal" --blame-hang-timeout 15min
