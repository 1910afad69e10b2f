#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Completes a folder of modules so that jackd finds everything in it: links to the drivers of the system that the folder
# has no module for. Links to drivers that are no longer there are removed.
# Usage: link-drivers.sh TO FROM [NAME...]; NAME.so is a module that the folder has, or will have.
set -eu
to=$1 from=$2
shift 2
mkdir -p "$to"
for link in "$to"/*.so; do
    if [ -L "$link" ] && [ ! -e "$link" ]; then rm -f "$link"; fi
done
for driver in "$from"/*.so; do
    [ -e "$driver" ] || continue
    file=${driver##*/}
    for own in "$@"; do
        if [ "$file" = "$own.so" ]; then continue 2; fi
    done
    if [ -e "$to/$file" ] && [ ! -L "$to/$file" ]; then continue; fi
    ln -sfn "$driver" "$to/$file"
done
