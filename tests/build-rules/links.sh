#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Usage: links.sh SCRIPT FOLDER
set -eu
script=$1 folder=$2
rm -rf "$folder"
mkdir -p "$folder/system" "$folder/modules"
touch "$folder/system/jack_alsa.so" "$folder/system/jack_firewire.so" "$folder/system/netmanager.so" "$folder/system/jack_net.so"
touch "$folder/modules/netmanager.so"
"$script" "$folder/modules" "$folder/system" jack_net
[ -L "$folder/modules/jack_alsa.so" ] && [ -L "$folder/modules/jack_firewire.so" ]
[ ! -L "$folder/modules/netmanager.so" ]
[ ! -e "$folder/modules/jack_net.so" ]
rm "$folder/system/jack_firewire.so"
touch "$folder/system/jack_dummy.so"
"$script" "$folder/modules" "$folder/system" jack_net
[ ! -L "$folder/modules/jack_firewire.so" ]
[ -L "$folder/modules/jack_dummy.so" ]
