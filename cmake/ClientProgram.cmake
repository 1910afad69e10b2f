# SPDX-License-Identifier: GPL-2.0-or-later
# netjack2-client, the modules as programs: a NativeAOT program, which netjack2 starts for its commands master and join. It needs a
# libjack.so.0, which netjack2 does not.

set(client ${CMAKE_BINARY_DIR}/bin/netjack2-client)
set(client_artifacts ${CMAKE_BINARY_DIR}/dotnet)
set(client_published ${client_artifacts}/publish/NetProgram/${NETJACK2_PUBLISHED})
set(client_patterns managed/*.props managed/*.targets)
foreach(folder IN ITEMS managed/NetJack2.Host managed/NetJack2.Link managed/NetJack2.Protocol managed/NetJack2.RealTime
    managed/NetJack2.Resampling managed/NetJack2.Sessions managed/NetJack2.Statistics managed/NetManager managed/NetAdapter
    managed/NetProgram interop)
  list(APPEND client_patterns ${folder}/*.cs ${folder}/*.csproj)
endforeach()
file(GLOB_RECURSE client_sources CONFIGURE_DEPENDS ${client_patterns})

add_custom_command(
  OUTPUT ${client} ${client}.dbg
  # The lock of the plug-ins: they share projects with it.
  COMMAND ${FLOCK} -o ${CMAKE_BINARY_DIR}/publish.lock ${DOTNET} publish ${CMAKE_SOURCE_DIR}/managed/NetProgram
          --nologo --verbosity quiet --configuration Release
          --artifacts-path ${client_artifacts} -p:NativeLibraryDir=$<TARGET_FILE_DIR:netjack2_program>/ ${NETJACK2_PUBLISH_OPTIONS}
  COMMAND ${CMAKE_COMMAND} -E copy ${client_published}/netjack2-client ${client_published}/netjack2-client.dbg
          ${CMAKE_BINARY_DIR}/bin
  DEPENDS netjack2_program ${client_sources} ${CMAKE_SOURCE_DIR}/Directory.Build.props
          ${CMAKE_SOURCE_DIR}/Directory.Packages.props ${CMAKE_SOURCE_DIR}/VERSION
  JOB_POOL publish
  COMMENT "Publishing netjack2-client"
  VERBATIM)
add_custom_target(netjack2-client ALL DEPENDS ${client})
