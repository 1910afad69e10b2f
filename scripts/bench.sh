#!/usr/bin/env bash
# Measures ours and the original side by side and writes docs/benchmarks.md and docs/benchmarks-adapters.md.
# Options: --rounds N, --seconds N (of the first)
source "$(dirname "$0")/common.sh"
scripts/build.sh >/dev/null
on_test_hosts bench --out "$PWD/docs/benchmarks.md" "$@"
on_test_hosts adapters --out "$PWD/docs/benchmarks-adapters.md" --pictures "$PWD/docs/pictures"
