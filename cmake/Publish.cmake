# SPDX-License-Identifier: GPL-2.0-or-later
# Native code of C#: all of managed/ is compiled in one run of dotnet, and then published project by project.

set_property(GLOBAL PROPERTY JOB_POOLS publish=2)
set(NETJACK2_ARTIFACTS ${CMAKE_BINARY_DIR}/dotnet)

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

# add_managed(): the target that compiles managed/. What publishes depends on it.
function(add_managed)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS managed/*.cs managed/*.csproj managed/*.props managed/*.targets managed/*.xml
    managed/NetJack2.Serve/Page/* interop/*.cs interop/*.csproj)
  set(stamp ${CMAKE_BINARY_DIR}/managed.stamp)
  add_custom_command(
    OUTPUT ${stamp}
    COMMAND ${DOTNET} build ${CMAKE_SOURCE_DIR}/managed/Build.proj --nologo --verbosity quiet --configuration Release
            --artifacts-path ${NETJACK2_ARTIFACTS} ${NETJACK2_PUBLISH_OPTIONS}
    COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
    DEPENDS ${sources} ${CMAKE_SOURCE_DIR}/managed/Build.proj ${CMAKE_SOURCE_DIR}/managed/BannedSymbols.txt
            ${CMAKE_SOURCE_DIR}/Directory.Build.props ${CMAKE_SOURCE_DIR}/Directory.Build.targets
            ${CMAKE_SOURCE_DIR}/Directory.Packages.props ${CMAKE_SOURCE_DIR}/VERSION
    JOB_POOL publish
    COMMENT "Compiling managed/"
    VERBATIM)
  add_custom_target(managed DEPENDS ${stamp})
endfunction()

# publish(PROJECT FILE TO [FROM folder] [FOLDERS folder...] [BEFORE command...] [DEPENDS file...] [OPTIONS argument...]):
# the command that makes TO/FILE, and TO/FILE.dbg with its symbols, of managed/PROJECT. FOLDERS: those of managed/ and interop/ that it
# is made of. FROM: where dotnet leaves it, if OPTIONS says another folder than the usual. Targets that depend on it depend on managed.
function(publish project file to)
  cmake_parse_arguments(arg "" "FROM" "FOLDERS;BEFORE;DEPENDS;OPTIONS" ${ARGN})
  if(NOT arg_FROM)
    set(arg_FROM ${NETJACK2_ARTIFACTS}/publish/${project}/${NETJACK2_PUBLISHED})
  endif()
  published_sources(sources ${arg_FOLDERS})
  set(published ${to}/${file})
  cmake_path(RELATIVE_PATH published BASE_DIRECTORY ${CMAKE_BINARY_DIR} OUTPUT_VARIABLE shown)
  add_custom_command(
    OUTPUT ${published} ${published}.dbg
    ${arg_BEFORE}
    COMMAND ${DOTNET} publish ${CMAKE_SOURCE_DIR}/managed/${project} --no-build --nologo --verbosity quiet
            --configuration Release --artifacts-path ${NETJACK2_ARTIFACTS} ${NETJACK2_PUBLISH_OPTIONS} ${arg_OPTIONS}
    # Removed first: if it were a link into the system's folder, the copy would go through it.
    COMMAND ${CMAKE_COMMAND} -E rm -f ${published} ${published}.dbg
    COMMAND ${CMAKE_COMMAND} -E make_directory ${to}
    COMMAND ${CMAKE_COMMAND} -E copy ${arg_FROM}/${file} ${arg_FROM}/${file}.dbg ${to}
    DEPENDS ${sources} ${arg_DEPENDS} ${CMAKE_SOURCE_DIR}/Directory.Build.props ${CMAKE_SOURCE_DIR}/Directory.Build.targets
            ${CMAKE_SOURCE_DIR}/Directory.Packages.props ${CMAKE_SOURCE_DIR}/VERSION
    JOB_POOL publish
    COMMENT "Publishing ${shown}"
    VERBATIM)
endfunction()

# published_sources(RESULT folder...): the files that code of these folders of managed/ and interop/ is made of.
function(published_sources result)
  set(patterns managed/*.props managed/*.targets)
  foreach(folder IN LISTS ARGN)
    list(APPEND patterns ${folder}/*.cs ${folder}/*.csproj ${folder}/*.props ${folder}/*.xml ${folder}/Page/*)
  endforeach()
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${patterns})
  set(${result} ${sources} PARENT_SCOPE)
endfunction()
