# SPDX-License-Identifier: GPL-2.0-or-later
# Links every driver of folder FROM into folder TO, except for OURS (names without .so, separated by commas).
cmake_minimum_required(VERSION 3.25)
string(REPLACE "," ";" ours "${OURS}")
file(GLOB drivers ${FROM}/*.so)
foreach(driver IN LISTS drivers)
  cmake_path(GET driver STEM name)
  cmake_path(GET driver FILENAME file)
  if(NOT name IN_LIST ours)
    file(CREATE_LINK ${driver} ${TO}/${file} SYMBOLIC)
  endif()
endforeach()
