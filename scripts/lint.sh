#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Checks the rules of CONTRIBUTING.md that need no build: lint.sh [RESULTS.xml]. Fails when one has findings, and prints them.
# RESULTS.xml: the results, as ctest writes them, for scripts/count-tests.sh.
# The analyzers of C# run in every build, where each finding is an error.
source "$(dirname "$0")/common.sh"
scripts/setup.sh
widest=140
longest=300

# files PATTERN...: the hand-written files that have one of these names.
files() {
    local names=() pattern
    for pattern; do names+=(-o -name "$pattern"); done
    find managed tests native scripts cmake packaging interop/{Alsa,Jack,Native,Opus,Posix} .ci \
        -type f \( "${names[@]:1}" \) | sort
}

sources() {
    files '*.cs' '*.csproj' '*.props' '*.targets' '*.cpp' '*.h' '*.sh' '*.bash' '*.cmake' CMakeLists.txt '*.js' '*.css' '*.html' \
        '*.awk' '*.py' run
}

# But for the rows of tables in the reports that the benchmarks write.
check_width() {
    local found
    found=$(sources | LC_ALL=C.UTF-8 xargs grep -nE ".{$((widest + 1))}" | grep -vE ':[0-9]+:\s*\|.*\|$' | cut -c 1-160) || true
    [ -n "$found" ] || return 0
    echo "$found"
    echo "$(wc -l <<<"$found") lines have more than $widest columns."
    return 1
}

check_length() {
    local found
    found=$(sources | xargs awk -v most="$longest" 'FNR == most + 1 { print FILENAME }')
    [ -n "$found" ] || return 0
    echo "$found"
    echo "$(wc -l <<<"$found") files have more than $longest lines."
    return 1
}

check_shell() { files '*.sh' run '*inst' '*rm' '*.bash' | xargs shellcheck --external-sources --source-path=SCRIPTDIR; }

check_cpp_format() { files '*.cpp' '*.h' | xargs clang-format --dry-run --Werror; }

# Each file alone, with the warnings of the build: so clang accepts what gcc compiles. Not the tests, whose headers take a minute.
# clang's analyzer, which takes longer than all other checks, is for scripts/test.sh --all.
check_cpp() {
    local less=(--checks=-clang-analyzer-*)
    [ "${NETJACK2_FULL:-}" != 1 ] || less=()
    local flags=(-std=c++20 -Wall -Wextra -Inative -Inative/include -Itests/virtual-card -DPIC '-DNJ_VERSION="lint"')
    files '*.cpp' | grep -v /tests/ | xargs -P "$(nproc)" -I{} clang-tidy --quiet "${less[@]}" {} -- "${flags[@]}"
}

# Whitespace, which needs no project to be loaded. Style and analyzers are those of the build.
check_csharp_format() {
    dotnet format whitespace . --folder --verify-no-changes \
        --include managed/ tests/ interop/Alsa/ interop/Jack/ interop/Native/ interop/Opus/ interop/Posix/
}

passed=0 failed=0
results=()
check() { # TITLE COMMAND
    local status=run start=$SECONDS
    if step "$1" "$2"; then passed=$((passed + 1)); else status=fail failed=$((failed + 1)); fi
    results+=("<testcase name=\"$1\" time=\"$((SECONDS - start))\" status=\"$status\"/>")
}

echo "Rules that a program can check:"
check "Lines of at most $widest columns" check_width
check "Files of at most $longest lines" check_length
check "shellcheck" check_shell
check "clang-format" check_cpp_format
check "clang-tidy" check_cpp
check "dotnet format" check_csharp_format

if [ $# -gt 0 ]; then
    printf '%s\n' '<testsuite name="lint">' "${results[@]}" '</testsuite>' >"$1"
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
