# SPDX-License-Identifier: GPL-2.0-or-later
# netjack2, the program that shows what the modules do, and netjack2-serve, which shows it in a browser and which netjack2 starts for its
# command serve: NativeAOT programs in build/bin. They are two, for a web server is several times as large as the other commands.

# -p: SDK 10.0.401 garbles the first property where it is the only one. The project says the same.
publish(NetJack2.Cli netjack2 ${CMAKE_BINARY_DIR}/bin
  FOLDERS managed/NetJack2.Cli managed/NetJack2.Protocol managed/NetJack2.RealTime managed/NetJack2.Rig managed/NetJack2.Statistics
  OPTIONS -p:PublishAot=true)
add_custom_target(netjack2 ALL DEPENDS ${CMAKE_BINARY_DIR}/bin/netjack2)
add_dependencies(netjack2 managed)

publish(NetJack2.Serve netjack2-serve ${CMAKE_BINARY_DIR}/bin
  FOLDERS managed/NetJack2.Serve managed/NetJack2.Protocol managed/NetJack2.RealTime managed/NetJack2.Rig managed/NetJack2.Statistics
  OPTIONS -p:PublishAot=true)
add_custom_target(netjack2-serve ALL DEPENDS ${CMAKE_BINARY_DIR}/bin/netjack2-serve)
add_dependencies(netjack2-serve managed)
