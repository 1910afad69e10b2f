# SPDX-License-Identifier: GPL-2.0-or-later
# Builds for 64-bit ARM on another processor: Debian's cross compiler, the packages that scripts/arm64.sh unpacks, and qemu, which
# runs what the build makes and then needs, and the tests.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(NETJACK2_RUNTIME_IDENTIFIER linux-arm64)
set(CMAKE_C_COMPILER aarch64-linux-gnu-gcc) # links NativeAOT code
set(CMAKE_CXX_COMPILER aarch64-linux-gnu-g++)
cmake_path(SET CMAKE_SYSROOT NORMALIZE ${CMAKE_CURRENT_LIST_DIR}/../build/arm64-root)
if(NOT EXISTS ${CMAKE_SYSROOT}/usr/bin/jackd)
  message(FATAL_ERROR "There are no packages for arm64 in ${CMAKE_SYSROOT}: run scripts/setup.sh")
endif()
set(CMAKE_LIBRARY_ARCHITECTURE aarch64-linux-gnu)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
# The oldest processor that people have under JACK, a Raspberry Pi 3: without the instructions of later ones.
set(CMAKE_CROSSCOMPILING_EMULATOR qemu-aarch64-static;-cpu;cortex-a53;-L;${CMAKE_SYSROOT})
