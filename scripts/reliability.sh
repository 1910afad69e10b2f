#!/usr/bin/env bash
# Ours and the original in turn; writes the figures into docs/reliability.md. Without a word all of it, which takes about 12 minutes;
# "absences" (and floods) or "losses": only those.
source "$(dirname "$0")/common.sh"
scripts/build.sh >/dev/null
for part in ${@:-absences losses}; do
    on_test_hosts reliability "$part" --out "$PWD/docs/reliability.md"
done
