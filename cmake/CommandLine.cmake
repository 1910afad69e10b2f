# SPDX-License-Identifier: GPL-2.0-or-later
# netjack2, the program that shows what the modules do: a NativeAOT program in build/bin.

set(cli ${CMAKE_BINARY_DIR}/bin/netjack2)
set(cli_artifacts ${CMAKE_BINARY_DIR}/dotnet)
set(cli_published ${cli_artifacts}/publish/NetJack2.Cli/${NETJACK2_PUBLISHED})
set(cli_patterns managed/*.props managed/*.targets)
foreach(folder IN ITEMS NetJack2.Cli NetJack2.Protocol NetJack2.RealTime NetJack2.Statistics)
  list(APPEND cli_patterns managed/${folder}/*.cs managed/${folder}/*.csproj)
endforeach()
file(GLOB_RECURSE cli_sources CONFIGURE_DEPENDS ${cli_patterns})

add_custom_command(
  OUTPUT ${cli} ${cli}.dbg
  # The lock of the plug-ins: they share projects with it.
  COMMAND ${FLOCK} -o ${CMAKE_BINARY_DIR}/publish.lock ${DOTNET} publish ${CMAKE_SOURCE_DIR}/managed/NetJack2.Cli
          --nologo --verbosity quiet --configuration Release
          # The second property says what the project says too: SDK 10.0.401 garbles the first where it is the only one.
          --artifacts-path ${cli_artifacts} -p:PublishAot=true ${NETJACK2_PUBLISH_OPTIONS}
  COMMAND ${CMAKE_COMMAND} -E copy ${cli_published}/netjack2 ${cli_published}/netjack2.dbg ${CMAKE_BINARY_DIR}/bin
  DEPENDS ${cli_sources} ${CMAKE_SOURCE_DIR}/Directory.Build.props ${CMAKE_SOURCE_DIR}/Directory.Packages.props
            ${CMAKE_SOURCE_DIR}/VERSION
  JOB_POOL publish
  COMMENT "Publishing netjack2"
  VERBATIM)
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
add_custom_target(netjack2 ALL DEPENDS ${cli})
