#!/usr/bin/env bash
# Ours on both sides for N minutes (default 10): no frame lost, no growth, no garbage collection; the original beside it, as a yardstick.
# From an hour on the figures are written into docs/reliability.md. Usage: soak.sh [MINUTES [PERIOD [LATENCY]]]; PERIOD in frames (256), LATENCY is -l of the slaves (5).
source "$(dirname "$0")/common.sh"
scripts/build.sh >/dev/null
minutes=${1:-10}
on_test_hosts soak --minutes "$minutes" --period "${2:-256}" --latency "${3:-5}" $([ "${minutes%.*}" -lt 60 ] || echo "--out $PWD/docs/reliability.md")
