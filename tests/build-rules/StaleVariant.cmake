# SPDX-License-Identifier: GPL-2.0-or-later
# Configures a project of two modules in WORK, one of them WIDE, after an earlier build in which both were (Fault-33).
cmake_minimum_required(VERSION 3.25)

file(REMOVE_RECURSE ${WORK})
file(WRITE ${WORK}/CMakeLists.txt "
  cmake_minimum_required(VERSION 3.25)
  project(modules LANGUAGES NONE)
  set(CMAKE_SYSTEM_PROCESSOR x86_64)
  set(DOTNET dotnet)
  add_library(code STATIC IMPORTED)
  set_target_properties(code PROPERTIES IMPORTED_LOCATION code.a)
  include(\"${RULES}/Publish.cmake\")
  include(\"${RULES}/Plugins.cmake\")
  add_custom_target(managed)
  add_plugin(plain PROJECT Plain LIBRARY code)
  add_plugin(wide PROJECT Wide LIBRARY code WIDE)")
set(variants ${WORK}/build/jack/glibc-hwcaps/x86-64-v3)
foreach(file IN ITEMS plain.so plain.so.dbg wide.so wide.so.dbg)
  file(WRITE ${variants}/${file} "of an earlier build")
endforeach()

execute_process(COMMAND ${CMAKE_COMMAND} -S ${WORK} -B ${WORK}/build OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
file(GLOB left RELATIVE ${variants} ${variants}/*)
if(NOT left STREQUAL "wide.so;wide.so.dbg")
  message(FATAL_ERROR "left in ${variants}: ${left}")
endif()
