#!/usr/bin/env bash
# Measures ours and the original side by side and writes docs/benchmarks.md. Options: --rounds N, --seconds N
source "$(dirname "$0")/common.sh"
scripts/build.sh >/dev/null
on_test_hosts bench --out "$PWD/docs/benchmarks.md" "$@"
