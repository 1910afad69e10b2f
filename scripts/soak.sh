#!/usr/bin/env bash
# Ours on both sides for N minutes (default 10): no frame lost, no growth, no garbage collection. Usage: soak.sh [MINUTES]
source "$(dirname "$0")/common.sh"
scripts/build.sh >/dev/null
on_test_hosts soak --minutes "${1:-10}"
