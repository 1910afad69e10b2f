# SPDX-License-Identifier: GPL-2.0-or-later
# jackd's plug-ins: NativeAOT projects, published by dotnet and linked with a static library of native/.

set(NETJACK2_DRIVER_DIR ${CMAKE_BINARY_DIR}/jack)
set(NETJACK2_PLUGINS "")

# Where jackd's linker would look for variants of its own libraries; native/common/WideVariant.cpp looks there for ours.
set(NETJACK2_WIDE_TARGET x86-64-v3)
set(NETJACK2_WIDE_DIR ${NETJACK2_DRIVER_DIR}/glibc-hwcaps/${NETJACK2_WIDE_TARGET})
set(NETJACK2_WIDE_PLUGINS "")

# add_plugin(NAME PROJECT managed/PROJECT LIBRARY target [WIDE]): makes build/jack/NAME.so, with its symbols apart in NAME.so.dbg.
# WIDE: also a variant of it for processors with vectors of 256 bits.
function(add_plugin name)
  cmake_parse_arguments(arg "WIDE" "PROJECT;LIBRARY" "" ${ARGN})
  # A plug-in is made of its own folder and of what all of them share.
  set(folders managed/NetJack2.* managed/${arg_PROJECT} interop)
  published_sources(sources ${folders})
  list(JOIN sources "\n" lines)
  file(WRITE ${CMAKE_BINARY_DIR}/${name}.sources "${lines}\n")

  publish_plugin(${name} ${arg_PROJECT} ${arg_LIBRARY} ${NETJACK2_DRIVER_DIR} FOLDERS ${folders})
  set(files ${NETJACK2_DRIVER_DIR}/${name}.so)
  list(APPEND NETJACK2_PLUGINS ${name})
  set(NETJACK2_PLUGINS ${NETJACK2_PLUGINS} PARENT_SCOPE)

  if(arg_WIDE AND CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    set(published ${NETJACK2_ARTIFACTS}/publish/${arg_PROJECT}/${NETJACK2_WIDE_TARGET})
    publish_plugin(${name} ${arg_PROJECT} ${arg_LIBRARY} ${NETJACK2_WIDE_DIR} FOLDERS ${folders} FROM ${published}
      # One after the other: some files of the project are the same for both.
      DEPENDS ${files}
      OPTIONS -p:IlcInstructionSet=${NETJACK2_WIDE_TARGET}
        -p:NativeIntermediateOutputPath=${NETJACK2_ARTIFACTS}/obj/${arg_PROJECT}/${NETJACK2_WIDE_TARGET}/
        -p:NativeOutputPath=${NETJACK2_ARTIFACTS}/bin/${arg_PROJECT}/${NETJACK2_WIDE_TARGET}/
        -p:PublishDir=${published}/)
    list(APPEND files ${NETJACK2_WIDE_DIR}/${name}.so)
    list(APPEND NETJACK2_WIDE_PLUGINS ${name})
    set(NETJACK2_WIDE_PLUGINS ${NETJACK2_WIDE_PLUGINS} PARENT_SCOPE)
  else()
    # jackd would run the variant of an earlier build instead.
    file(REMOVE ${NETJACK2_WIDE_DIR}/${name}.so ${NETJACK2_WIDE_DIR}/${name}.so.dbg)
  endif()

  # One target, so that "cmake --build build --target NAME" leaves no old variant either.
  add_custom_target(${name} ALL DEPENDS ${files})
  add_dependencies(${name} managed)
endfunction()

# publish_plugin(NAME PROJECT LIBRARY TO [ARGUMENT of publish...]): the command that makes TO/NAME.so.
function(publish_plugin name project library to)
  cmake_parse_arguments(arg "" "FROM" "FOLDERS;DEPENDS;OPTIONS" ${ARGN})
  set(build_id ${to}/${name}.so.build-id)
  publish(${project} ${name}.so ${to}
    FROM ${arg_FROM}
    FOLDERS ${arg_FOLDERS}
    BEFORE COMMAND ${CMAKE_COMMAND} -DSOURCES=${CMAKE_BINARY_DIR}/${name}.sources -DLIBRARY=$<TARGET_FILE:${library}>
      -DTO=${build_id} -P ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/BuildId.cmake
    DEPENDS ${library} ${arg_DEPENDS}
    OPTIONS -p:NativeLibraryDir=$<TARGET_FILE_DIR:${library}>/ -p:BuildIdFile=${build_id} ${arg_OPTIONS})
endfunction()

# Completes build/jack so that jackd finds everything in it: ours, and links to the system's drivers that we do not replace.
function(add_driver_folder)
  file(MAKE_DIRECTORY ${NETJACK2_DRIVER_DIR})
  add_custom_target(driver_folder ALL
    COMMAND ${CMAKE_SOURCE_DIR}/packaging/link-drivers.sh ${NETJACK2_DRIVER_DIR} ${CMAKE_SYSROOT}${JACK_SYSTEM_DRIVER_DIR}
            ${NETJACK2_PLUGINS}
    COMMENT "Linking the drivers of the system"
    VERBATIM)
endfunction()
