#!/usr/bin/env bash
# Builds everything and runs all tests: native, managed, and real servers on test hosts. The last line counts them.
# NETJACK2_FULL=1 runs every combination of the reality matrix.
source "$(dirname "$0")/common.sh"
scripts/build.sh
dotnet build NetJack2.sln -c Release -v quiet

results=build/test-results
rm -rf "$results"
mkdir -p "$results"
failed_runs=0

ctest --test-dir build --output-on-failure --no-tests=ignore --output-junit "$PWD/$results/native.xml" || failed_runs=1
for library in build/dotnet/bin/*Tests/release/*Tests.dll; do
    name=$(basename "$library" .dll)
    [ "$name" = "$(basename "$(dirname "$(dirname "$library")")")" ] || continue # another project's copy
    run=(dotnet test "$library" --results-directory "$results" --logger "trx;LogFileName=$name.trx"
        --logger "console;verbosity=minimal" --blame-hang-timeout 10min)
    if [ "$name" = NetJack2.SystemTests ]; then run=(as_root "${run[@]}"); fi
    "${run[@]}" || failed_runs=1
done

scripts/count-tests.sh "$results" || failed_runs=1
exit "$failed_runs"
