#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# netjack2-cs on both sides for MINUTES (10): no frame lost, no growth, no garbage collection; beside it jack2, for comparison.
# PERIOD is in frames (256), LATENCY is -l of the slaves (5). From 60 minutes on the figures go into docs/reliability.md.
# With --loss, so many of 100 packets are lost in each direction; of the frames in them, one of a hundred may be wrong.
# Usage: soak.sh [--loss PERCENT] [MINUTES [PERIOD [LATENCY]]]
source "$(dirname "$0")/common.sh"
loss=()
if [ "${1:-}" = --loss ]; then
    loss=(--loss "${2:?the percentage}")
    shift 2
fi
options=("${loss[@]}" --minutes "${1:-10}" --period "${2:-256}" --latency "${3:-5}")
if [[ ${1:-10} =~ ^([0-9]+) && ${BASH_REMATCH[1]} -ge 60 && ${#loss[@]} = 0 ]]; then options+=(--out "$PWD/docs/reliability.md"); fi
scripts/build.sh
on_test_hosts soak "${options[@]}"
