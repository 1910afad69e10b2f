# SPDX-License-Identifier: GPL-2.0-or-later
# jackd's plug-ins: NativeAOT projects, published by dotnet and linked with a static library of native/.

set(NETJACK2_DRIVER_DIR ${CMAKE_BINARY_DIR}/jack)
set(NETJACK2_PLUGINS "")
set_property(GLOBAL PROPERTY JOB_POOLS publish=1)

# Where jackd's linker would look for variants of its own libraries; native/common/WideVariant.cpp looks there for ours.
set(NETJACK2_WIDE_TARGET x86-64-v3)
set(NETJACK2_WIDE_DIR ${NETJACK2_DRIVER_DIR}/glibc-hwcaps/${NETJACK2_WIDE_TARGET})
set(NETJACK2_WIDE_PLUGINS "")

# add_plugin(NAME PROJECT managed/PROJECT LIBRARY target [WIDE]): makes build/jack/NAME.so, with its symbols apart in NAME.so.dbg.
# WIDE: also a variant of it for processors with vectors of 256 bits.
function(add_plugin name)
  cmake_parse_arguments(arg "WIDE" "PROJECT;LIBRARY" "" ${ARGN})
  set(artifacts ${CMAKE_BINARY_DIR}/dotnet)

  # A plug-in is made of its own folder and of what all of them share.
  set(folders managed/NetJack2.* managed/${arg_PROJECT} interop)
  set(patterns managed/*.props managed/*.targets)
  foreach(folder IN LISTS folders)
    list(APPEND patterns ${folder}/*.cs ${folder}/*.csproj ${folder}/*.props ${folder}/*.xml)
  endforeach()
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${patterns})

  list(JOIN sources "\n" lines)
  file(WRITE ${CMAKE_BINARY_DIR}/${name}.sources "${lines}\n")

  publish_plugin(${name} ${arg_PROJECT} ${arg_LIBRARY} ${artifacts}/publish/${arg_PROJECT}/${NETJACK2_PUBLISHED} ${NETJACK2_DRIVER_DIR})
  set(files ${NETJACK2_DRIVER_DIR}/${name}.so)
  list(APPEND NETJACK2_PLUGINS ${name})
  set(NETJACK2_PLUGINS ${NETJACK2_PLUGINS} PARENT_SCOPE)

  if(arg_WIDE AND CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    set(published ${artifacts}/publish/${arg_PROJECT}/${NETJACK2_WIDE_TARGET})
    publish_plugin(${name} ${arg_PROJECT} ${arg_LIBRARY} ${published} ${NETJACK2_WIDE_DIR}
      -p:IlcInstructionSet=${NETJACK2_WIDE_TARGET}
      -p:NativeIntermediateOutputPath=${artifacts}/obj/${arg_PROJECT}/${NETJACK2_WIDE_TARGET}/
      -p:NativeOutputPath=${artifacts}/bin/${arg_PROJECT}/${NETJACK2_WIDE_TARGET}/
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
endfunction()

# publish_plugin(NAME PROJECT LIBRARY PUBLISHED TO [ARGUMENT...]): the command that makes TO/NAME.so; dotnet leaves it in PUBLISHED.
# For add_plugin, whose variables artifacts and sources it uses.
function(publish_plugin name project library published to)
  set(plugin ${to}/${name}.so)
  set(build_id ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/BuildId.cmake)
  cmake_path(RELATIVE_PATH plugin BASE_DIRECTORY ${CMAKE_BINARY_DIR} OUTPUT_VARIABLE shown)
  add_custom_command(
    OUTPUT ${plugin} ${plugin}.dbg
    # One publish at a time, for they share projects and so their outputs. -o: the compiler servers that dotnet leaves
    # behind must not inherit the lock.
    COMMAND ${CMAKE_COMMAND} -DSOURCES=${CMAKE_BINARY_DIR}/${name}.sources -DLIBRARY=$<TARGET_FILE:${library}>
            -DTO=${plugin}.build-id -P ${build_id}
    COMMAND ${FLOCK} -o ${CMAKE_BINARY_DIR}/publish.lock ${DOTNET} publish ${CMAKE_SOURCE_DIR}/managed/${project}
            --nologo --verbosity quiet --configuration Release
            --artifacts-path ${artifacts} -p:NativeLibraryDir=$<TARGET_FILE_DIR:${library}>/
            -p:BuildIdFile=${plugin}.build-id ${NETJACK2_PUBLISH_OPTIONS} ${ARGN}
    # Removed first: if it were a link into the system's folder, the copy would go through it.
    COMMAND ${CMAKE_COMMAND} -E rm -f ${plugin} ${plugin}.dbg
    COMMAND ${CMAKE_COMMAND} -E make_directory ${to}
    COMMAND ${CMAKE_COMMAND} -E copy ${published}/${name}.so ${published}/${name}.so.dbg ${to}
    DEPENDS ${library} ${sources} ${CMAKE_SOURCE_DIR}/Directory.Build.props ${CMAKE_SOURCE_DIR}/Directory.Build.targets
            ${CMAKE_SOURCE_DIR}/Directory.Packages.props ${CMAKE_SOURCE_DIR}/VERSION
    # Those that wait for the lock would keep a core from the compiler of native/.
    JOB_POOL publish
    COMMENT "Publishing ${shown}"
    VERBATIM)
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
