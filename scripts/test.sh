#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Builds everything and runs all tests: native, managed, and real servers on test hosts. The last line counts them.
# What fails is run a second time by itself, for a machine that others use is late at times: the second outcome counts, both are told.
# NETJACK2_FULL=1 runs every combination of the reality matrix.
source "$(dirname "$0")/common.sh"
scripts/build.sh
dotnet build NetJack2.sln -c Release -v quiet

results=build/test-results
rm -rf "$results"
mkdir -p "$results"
failed_runs=0
most_again=10 # more than that is no accident

run() { # LIBRARY RESULTS [ARGUMENT...]
    local command=(dotnet test "$1" --results-directory "$results" --logger "trx;LogFileName=$2.trx"
        --logger "console;verbosity=minimal" --blame-hang-timeout 10min "${@:3}")
    case $2 in NetJack2.SystemTests*) command=(as_root "${command[@]}") ;; esac
    "${command[@]}"
}

run_again() { # LIBRARY RESULTS
    local settings=$results/$2.again.runsettings
    if grep -q '<RunInfo [^>]*outcome="Error"' "$results/$2.trx"; then return 1; fi # it broke off: nobody knows what else would have failed
    scripts/failed-tests.sh "$results/$2.trx" "$most_again" >"$settings" || return 1
    run "$1" "$2.again" --settings "$settings"
}

ctest --test-dir build --output-on-failure --no-tests=ignore --output-junit "$PWD/$results/native.xml" || failed_runs=1
for library in build/dotnet/bin/*Tests/release/*Tests.dll; do
    name=$(basename "$library" .dll)
    [ "$name" = "$(basename "$(dirname "$(dirname "$library")")")" ] || continue # another project's copy
    run "$library" "$name" || run_again "$library" "$name" || failed_runs=1
done

scripts/count-tests.sh "$results" || failed_runs=1
exit "$failed_runs"
