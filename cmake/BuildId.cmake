# SPDX-License-Identifier: GPL-2.0-or-later
# Writes a hash of the files in the list SOURCES (a file with a path in each line), and of the library LIBRARY, to the file TO.
# Both variants of a module have it as their build id: native/common/WideVariant.cpp compares them.
cmake_minimum_required(VERSION 3.25)
file(STRINGS ${SOURCES} sources)
set(hashes "")
foreach(source IN LISTS sources ITEMS ${LIBRARY})
  file(SHA1 ${source} hash)
  string(APPEND hashes ${hash})
endforeach()
string(SHA1 id "${hashes}")
file(WRITE ${TO} ${id})
