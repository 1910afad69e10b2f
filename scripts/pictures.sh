#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Draws docs/pictures/layers.svg and cycle.svg from tests/NetJack2.Docs.Tests/Pictures and the list of layers, and with Chromium the
# pictures of the page of netjack2 serve, serve.png and serve-phone.png; with tmux those of netjack2 top, top-*.svg.
source "$(dirname "$0")/common.sh"
for program in tmux chromium; do command -v "$program" >/dev/null || fail "$program is missing: install the package of that name."; done
NETJACK2_DRAW=1 dotnet test tests/NetJack2.Docs.Tests -c Release --filter "Name~picture"
NETJACK2_DRAW=1 dotnet test tests/NetJack2.Serve.Tests -c Release --filter "Name~picture"
NETJACK2_DRAW=1 dotnet test tests/NetJack2.Cli.Tests -c Release --filter "Name~picture"
