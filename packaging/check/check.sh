#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Checks packages: check.sh FOLDER EARLIER ARCHITECTURE MACHINE, as root. EARLIER has .deb files of an earlier version.
# Called by scripts/package.sh --check. Whatever it makes is in build/package-check.
source "$(dirname "$0")/../../scripts/common.sh"
folder=$1 earlier=$2 architecture=$3 machine=$4
here=$PWD/packaging/check work=$PWD/build/package-check

failed=0
check() { # TITLE COMMAND...
    step "$@" || failed=1
}

check "lintian" lintian --allow-root --fail-on error,warning "$folder"/netjack2*_"$architecture".deb
check "RPM packages" "$here/rpm.sh" "$folder" "$architecture" "$machine"
# Programs of another architecture do not run here.
if [ "$architecture" = "$(dpkg --print-architecture)" ]; then
    step "Make Debian 12 in a folder" "$here/chroot.sh" make "$work"
    step "Unpack it" "$here/chroot.sh" unpack "$work" "$folder" "$earlier" "$architecture" "$machine"
    for part in install use session change archive purge; do
        step "In the chroot: $part" timeout 600 "$here/chroot.sh" run "$work" bash "/check/$part.sh" || { failed=1; break; }
    done
    "$here/chroot.sh" remove "$work"
fi
[ "$failed" = 0 ] && echo "The packages are good."
exit "$failed"
