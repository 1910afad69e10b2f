#!/usr/bin/env bash
# Two hosts on this machine, audio from the master through the slave and back, and a live table. Options: --original, --seconds N
source "$(dirname "$0")/common.sh"
scripts/build.sh >/dev/null
on_test_hosts demo "$@"
