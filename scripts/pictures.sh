#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Draws docs/pictures/layers.svg and cycle.svg from tests/NetJack2.Docs.Tests/Pictures and the list of layers, and with Chromium the
# pictures of the page of netjack2 serve, serve.png and serve-phone.png.
source "$(dirname "$0")/common.sh"
NETJACK2_DRAW=1 dotnet test tests/NetJack2.Docs.Tests -c Release --filter "Name~picture"
NETJACK2_DRAW=1 dotnet test tests/NetJack2.Serve.Tests -c Release --filter "Name~picture"
