#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Usage: links.sh SCRIPT FOLDER
set -eu
script=$1 folder=$2
rm -rf "$folder"
mkdir -p "$folder/system" "$folder/modules" "$folder/mine"
touch "$folder/system/jack_alsa.so" "$folder/system/jack_firewire.so" "$folder/system/netmanager.so" "$folder/system/jack_net.so"
touch "$folder/system/jack_mine.so" "$folder/mine/jack_mine.so" "$folder/modules/netmanager.so"
ln -s "$folder/mine/jack_mine.so" "$folder/modules/jack_mine.so"
"$script" "$folder/modules" "$folder/system" jack_net
[ -L "$folder/modules/jack_alsa.so" ] && [ -L "$folder/modules/jack_firewire.so" ]
[ ! -L "$folder/modules/netmanager.so" ]
[ ! -e "$folder/modules/jack_net.so" ]
[ "$(readlink "$folder/modules/jack_mine.so")" = "$folder/mine/jack_mine.so" ]
rm "$folder/system/jack_firewire.so"
touch "$folder/system/jack_dummy.so"
"$script" "$folder/modules" "$folder/system" jack_net
[ ! -L "$folder/modules/jack_firewire.so" ]
[ -L "$folder/modules/jack_dummy.so" ]

# What was linked goes, and nothing else.
rm "$folder/system/jack_alsa.so"
"$script" --remove "$folder/modules" "$folder/system"
[ ! -L "$folder/modules/jack_dummy.so" ] && [ ! -L "$folder/modules/jack_alsa.so" ]
[ -e "$folder/modules/netmanager.so" ]
[ "$(readlink "$folder/modules/jack_mine.so")" = "$folder/mine/jack_mine.so" ]
