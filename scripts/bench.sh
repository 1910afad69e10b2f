#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Measures netjack2-cs and jack2 in turn; writes docs/benchmarks.md, docs/benchmarks-adapters.md and docs/pictures.
# Options, for the first page: --rounds N, --seconds N
source "$(dirname "$0")/common.sh"
scripts/build.sh
on_test_hosts bench --out "$PWD/docs/benchmarks.md" "$@"
on_test_hosts adapters --out "$PWD/docs/benchmarks-adapters.md" --pictures "$PWD/docs/pictures"
