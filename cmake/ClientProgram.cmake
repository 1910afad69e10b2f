# SPDX-License-Identifier: GPL-2.0-or-later
# netjack2-client, the modules as programs: a NativeAOT program, which netjack2 starts for its commands master and join. It needs a
# libjack.so.0, which netjack2 does not.

publish(NetProgram netjack2-client ${CMAKE_BINARY_DIR}/bin
  FOLDERS managed/NetJack2.Host managed/NetJack2.Link managed/NetJack2.Protocol managed/NetJack2.RealTime
    managed/NetJack2.Resampling managed/NetJack2.Sessions managed/NetJack2.Statistics managed/NetManager managed/NetAdapter
    managed/NetProgram interop
  DEPENDS netjack2_program
  OPTIONS -p:NativeLibraryDir=$<TARGET_FILE_DIR:netjack2_program>/)
add_custom_target(netjack2-client ALL DEPENDS ${CMAKE_BINARY_DIR}/bin/netjack2-client)
add_dependencies(netjack2-client managed)
