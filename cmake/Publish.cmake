# SPDX-License-Identifier: GPL-2.0-or-later
# What dotnet publish needs to know of the processor that the code is for, and the folder in which it then leaves it.
set(NETJACK2_PUBLISHED release)
set(NETJACK2_PUBLISH_OPTIONS "")
if(CMAKE_CROSSCOMPILING)
  set(NETJACK2_PUBLISHED release_${NETJACK2_RUNTIME_IDENTIFIER})
  string(REPLACE linux- "" processor ${NETJACK2_RUNTIME_IDENTIFIER})
  set(NETJACK2_PUBLISH_OPTIONS --runtime ${NETJACK2_RUNTIME_IDENTIFIER} -p:NetJack2Processor=${processor}
    -p:RunAnalyzers=false # the build for this computer runs them
    -p:CppCompilerAndLinker=${CMAKE_C_COMPILER} -p:ObjCopyName=${CMAKE_OBJCOPY} -p:SysRoot=${CMAKE_SYSROOT})
endif()
