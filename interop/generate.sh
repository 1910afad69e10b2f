#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Regenerates ./generated from ./generation with the tool at $CLANGSHARP.
# The tool exits with its number of warnings (negative, so 129..255, on errors); the warnings that a target is
# known to give are kept in generation/TARGET/expected.log, and any other output fails the run.
set -uo pipefail
: "${CLANGSHARP:?the path of ClangSharpPInvokeGenerator}"
cd "$(dirname "$0")/generation" || exit
rc=0
rm -rf ../generated
for target in */; do
    target=${target%/}
    expected=$target/expected.log
    log=$(cd "$target" && "$CLANGSHARP" @generate.rsp 2>&1)
    if [ "${ACCEPT:-}" = 1 ]; then printf '%s\n' "$log" > "$expected"; fi
    diff -u "$expected" <(printf '%s\n' "$log") || { echo "$target: unexpected diagnostics" >&2; rc=1; }
done
exit $rc
