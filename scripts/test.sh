#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Builds everything and runs all tests: native, managed, and real servers on test hosts. The last line counts them.
# What fails or is inconclusive is run a second time, alone: docs/testing.md says what counts.
usage() {
    cat <<END
usage: scripts/test.sh [--all] [--shared]

Builds everything, runs the tests, and ends with a line "N passed, N failed".
The tests with real JACK servers need root (sudo): each runs on network namespaces of its own.

  --all    every combination of the test matrix, more repetitions, and packages (an
           hour; the same as NETJACK2_FULL=1), otherwise a choice of the combinations
  --shared for a machine whose processors others use too (hosted): up to 20 tests may
           be inconclusive and 6 flaky, instead of 3 each

Exit code 0: all is well. 1: a test failed, or too many were flaky or inconclusive.
2: wrong usage, or no root, so that the tests with real servers did not run.
Results and logs: build/test-results
END
}
limits=()
while [ $# -gt 0 ]; do
    case $1 in
        --help | -h) usage; exit 0 ;;
        --all) export NETJACK2_FULL=1 ;;
        --shared) limits=(6 20) ;;
        *) usage >&2; exit 2 ;;
    esac
    shift
done

source "$(dirname "$0")/common.sh"
results=build/test-results
most_again=10 # more than that is no accident
failed_runs=0
background=() # what runs a command only where nobody else needs a processor
jobs_at_once=3
longest=NetJack2.Link.Tests # of those without servers: it begins first
seed=${NETJACK2_FUZZ_SEED:-$(date -u +%Y%m%d)} # of the day

# shellcheck disable=SC2317 # called by the trap
end_jobs() {
    local job
    for job in $(jobs -p); do kill -- "-$job" 2>/dev/null || true; done
}

can_be_root() { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; }; }

run() { # LIBRARY RESULTS [ARGUMENT...]
    local command=("${background[@]}" dotnet test "$1" --results-directory "$results" --logger "trx;LogFileName=$2.trx"
        --logger "console;verbosity=minimal" --blame-hang-timeout 10min "${@:3}")
    case $2 in NetJack2.SystemTests*) command=(as_root "${command[@]}") ;; esac
    "${command[@]}" >>"$results/$2.log" 2>&1
}

# Selects what a second run repeats. Of a run that broke off it is unknown what else would have failed.
has_second_run() { # RESULTS
    [ -e "$results/$1.trx" ] && ! grep -q '<RunInfo [^>]*outcome="Error"' "$results/$1.trx" &&
        scripts/second-run.sh "$results/$1.trx" "$most_again" >"$results/$1.again.runsettings"
}

# Runs one library; the exit code tells whether it passed, in the first run or the second.
test_library() { # LIBRARY
    local name start=$SECONDS
    name=$(basename "$1" .dll)
    local outcome=0
    run "$1" "$name" || outcome=1
    if has_second_run "$name"; then
        background=() # a late machine is one reason to fail
        outcome=0
        run "$1" "$name.again" --settings "$results/$name.again.runsettings" || outcome=1
    fi
    echo "  $name: $(result_of "$name" "$outcome") ($((SECONDS - start)) s)"
    return "$outcome"
}

result_of() { # NAME OUTCOME
    if ! [ -e "$results/$1.trx" ]; then echo "broke off, see $results/$1.log"; return; fi
    local number='="\([0-9]*\)"' total passed failed again=passed
    read -r total passed failed < <(sed -n \
        "s/.*<Counters total$number executed$number passed$number failed$number.*/\\1 \\3 \\4/p" "$results/$1.trx")
    [ "$2" = 0 ] || again="failed, see $results/$1.log"
    [ "$failed" = 0 ] || again=", $failed failed; run again: $again"
    [ "$failed" != 0 ] || again=""
    echo "$passed of $total passed$again"
}

run_native() { # FOLDER RESULTS [ARGUMENT...]
    "${background[@]}" ctest --test-dir "$1" --output-on-failure --no-tests=ignore --output-junit "$PWD/$results/$2.xml" "${@:3}" \
        >"$results/$2.log" 2>&1
}

failures_of() { awk -f scripts/read-junit.awk "$results/$1.xml" | awk -F '\t' '$2 == "failed"' | wc -l; } # RESULTS

has_second_native_run() { # RESULTS
    [ -e "$results/$1.xml" ] && [ "$(failures_of "$1")" -le "$most_again" ]
}

test_native() { # FOLDER NAME
    local start=$SECONDS outcome=0 again=""
    run_native "$1" "$2" || outcome=1
    if [ "$outcome" = 1 ] && has_second_native_run "$2"; then
        background=() outcome=0
        run_native "$1" "$2.again" --rerun-failed || outcome=1
        again="; $(failures_of "$2") run again: $([ "$outcome" = 0 ] && echo passed || echo failed)"
    fi
    echo "  $2: $(sed -n 's/^\([0-9]*% tests passed\).*/\1/p' "$results/$2.log")$again ($((SECONDS - start)) s)"
    [ "$outcome" = 0 ] || cat "$results/$2.log"
    return "$outcome"
}

test_rules() {
    local start=$SECONDS outcome=0
    "${background[@]}" scripts/lint.sh "$PWD/$results/lint.xml" >"$results/lint.log" 2>&1 || outcome=1
    echo "  rules: $(tail -n 1 "$results/lint.log") ($((SECONDS - start)) s)"
    [ "$outcome" = 0 ] || cat "$results/lint.log"
    return "$outcome"
}

declare -A jobs=() # process ids of the tests without servers
await_one() {
    local ended
    wait -n -p ended "${!jobs[@]}" || failed_runs=1
    unset "jobs[$ended]"
}

all_libraries() {
    local library name
    echo "build/dotnet/bin/$longest/release/$longest.dll"
    for library in build/dotnet/bin/*Tests/release/*Tests.dll; do
        name=$(basename "$library" .dll)
        [ "$name" != "$longest" ] || continue
        [ "$name" = "$(basename "$(dirname "$(dirname "$library")")")" ] && echo "$library" # not another project's copy
    done
}

minutes() { echo "$(($1 / 60)) min $(($1 % 60)) s"; }

duration="10 minutes"
if [ "${NETJACK2_FULL:-}" = 1 ]; then duration="all combinations: an hour"; fi
echo "This builds everything (5 minutes the first time) and runs the tests with real JACK servers ($duration);"
echo "those that need no server run beside them, $jobs_at_once projects at a time. Results: $results"
echo "Hostile datagrams are made from the seeds 1 and $seed; NETJACK2_FUZZ_SEED=$seed repeats them."
has_root=1
can_be_root || has_root=0
if [ "$has_root" = 0 ]; then
    echo "There is no root (sudo) here: the tests with real servers are left out, and the exit code will not be 0."
fi

scripts/build.sh
has_arm64=0
if [ "${NETJACK2_FULL:-}" = 1 ] && [ -e build/arm64-root/usr/bin/jackd ]; then
    has_arm64=1
    step "Configure the build for arm64" exclusively cmake --preset linux-arm64
    step "Build for arm64" exclusively cmake --build --preset linux-arm64
fi
step "Build the tests" exclusively dotnet build NetJack2.sln -c Release
rm -rf "$results" 2>/dev/null || as_root rm -rf "$results" # a run as root may have left files
mkdir -p "$results"
built=$SECONDS

set -m # each background job has its own process group, so that all of it can be ended
trap end_jobs EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
mapfile -t libraries < <(all_libraries)
if [ "$has_root" = 1 ]; then
    # The fixtures that measure time wait until the tests without servers have ended.
    export NETJACK2_PROGRESS=$PWD/$results/progress NETJACK2_BUSY=$PWD/$results/busy
    touch "$NETJACK2_PROGRESS" "$NETJACK2_BUSY"
    tail -n +1 -f "$NETJACK2_PROGRESS" | sed -u 's/^/  /' &
    follower=$!
    test_library build/dotnet/bin/NetJack2.SystemTests/release/NetJack2.SystemTests.dll &
    servers=$!
    background=(chrt --idle 0)
fi

echo "Rules, native tests, $((${#libraries[@]} - 1)) projects without servers, and tests with servers:"
test_rules &
jobs[$!]=rules
test_native build native &
jobs[$!]=native
for library in "${libraries[@]}"; do
    case $library in *SystemTests.dll) continue ;; esac
    [ "${#jobs[@]}" -lt "$jobs_at_once" ] || await_one
    test_library "$library" &
    jobs[$!]=$library
done
if [ "$has_arm64" = 1 ]; then
    [ "${#jobs[@]}" -lt "$jobs_at_once" ] || await_one
    test_native build/arm64 native-arm64 &
    jobs[$!]=native-arm64
fi
while [ "${#jobs[@]}" -gt 0 ]; do await_one; done
units=$SECONDS
if [ "$has_root" = 1 ]; then
    rm -f "$NETJACK2_BUSY"
    wait "$servers" || failed_runs=1
    sleep 0.2 # the last line
    kill -- "-$follower" 2>/dev/null || true
    wait "$follower" 2>/dev/null || true
fi

if [ "${NETJACK2_FULL:-}" = 1 ] && [ "$has_root" = 1 ]; then
    echo "Packages:"
    package_start=$SECONDS outcome=0
    scripts/package.sh --check >"$results/packages.log" 2>&1 || outcome=1
    cat "$results/packages.log"
    echo "<testcase name=\"packages\" status=\"$([ "$outcome" = 0 ] && echo run || echo fail)\"/>" >"$results/packages.xml"
    echo "  packages: $((SECONDS - package_start)) s"
    [ "$outcome" = 0 ] || failed_runs=1
fi

echo "Slowest fixtures:"
scripts/slowest-fixtures.sh "$results" 10
echo "Time: $(minutes "$SECONDS") (build $(minutes "$built"), tests $(minutes "$((SECONDS - built))")," \
    "those without servers ended after $(minutes "$((units - built))"))"
scripts/count-tests.sh "$results" "${limits[@]}" || failed_runs=1
if [ "$failed_runs" = 0 ] && [ "$has_root" = 0 ]; then exit 2; fi
exit "$failed_runs"
