#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Debian 12 in a folder, as root: chroot.sh make|unpack|run|remove WORK [ARGUMENT...]
# The base is made once and kept as an archive, as are packages that apt downloads; each unpacking gives a fresh system.
set -euo pipefail
action=$1 work=$2
shift 2
root=$work/root

case $action in
make)
    [ ! -e "$work/base.tar" ] || exit 0
    rm -rf "$work/new"
    mkdir -p "$work/bootstrap"
    debootstrap --variant=minbase --cache-dir="$work/bootstrap" \
        --include=bash-completion,fish,iproute2,man-db,procps,systemd,zsh bookworm "$work/new" http://deb.debian.org/debian
    tar -C "$work/new" --one-file-system -cf "$work/base.tar.new" .
    mv "$work/base.tar.new" "$work/base.tar"
    rm -rf "$work/new" "$work/bootstrap"
    ;;
unpack) # FOLDER EARLIER ARCHITECTURE MACHINE
    rm -rf "$root"
    mkdir -p "$root"
    tar -C "$root" -xf "$work/base.tar"
    mkdir -p "$root/check/archive" "$root/check/earlier" "$root/check/home"
    cp "$(dirname "$0")"/*.sh "$root/check/"
    cp "$1"/netjack2*_"$3".deb "$root/check/"
    cp "$2"/netjack2*_"$3".deb "$root/check/earlier/"
    cp "$1"/netjack2-[0-9]*"$4".tar.gz "$root/check/archive/"
    # No service starts in a chroot.
    printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
    chmod +x "$root/usr/sbin/policy-rc.d"
    cp /etc/resolv.conf "$root/etc/resolv.conf"
    ;;
run) # COMMAND...; its mounts and its processes end with it.
    mkdir -p "$work/archives/partial"
    # shellcheck disable=SC2016 # expanded by the inner shell
    exec unshare --mount --propagation private --pid --fork --kill-child bash -ec '
        root=$1 archives=$2
        shift 2
        mount -t proc proc "$root/proc"
        mount --rbind /dev "$root/dev"
        mount -t tmpfs tmpfs "$root/dev/shm"
        mount -t tmpfs tmpfs "$root/run"
        mount --bind "$archives" "$root/var/cache/apt/archives"
        exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/check/home LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive TERM=dumb \
            chroot "$root" "$@"' run "$root" "$work/archives" "$@"
    ;;
remove) rm -rf "$root" ;;
esac
