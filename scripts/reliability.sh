#!/usr/bin/env bash
# Absences and floods, ours and the original in turn: writes the figures into docs/reliability.md. Takes about 8 minutes.
source "$(dirname "$0")/common.sh"
scripts/build.sh >/dev/null
on_test_hosts reliability --out "$PWD/docs/reliability.md"
