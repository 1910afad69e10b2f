# jackd's plug-ins: NativeAOT projects, published by dotnet and linked with a static library of native/.

set(NETJACK2_DRIVER_DIR ${CMAKE_BINARY_DIR}/jack)
set(NETJACK2_PLUGINS "")

# add_plugin(NAME PROJECT managed/PROJECT LIBRARY target): makes build/jack/NAME.so, with its symbols apart in NAME.so.dbg.
function(add_plugin name)
  cmake_parse_arguments(arg "" "PROJECT;LIBRARY" "" ${ARGN})
  set(artifacts ${CMAKE_BINARY_DIR}/dotnet)
  set(published ${artifacts}/publish/${arg_PROJECT}/release/${name}.so)
  set(plugin ${NETJACK2_DRIVER_DIR}/${name}.so)

  # A plug-in is made of its own folder and of what all of them share.
  set(folders managed/NetJack2.* managed/${arg_PROJECT} interop)
  set(patterns managed/*.props managed/*.targets)
  foreach(folder IN LISTS folders)
    list(APPEND patterns ${folder}/*.cs ${folder}/*.csproj ${folder}/*.props ${folder}/*.xml)
  endforeach()
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${patterns})

  add_custom_command(
    OUTPUT ${plugin} ${plugin}.dbg
    # One publish at a time, for they share projects and so their outputs. -o: the compiler servers that dotnet leaves
    # behind must not inherit the lock.
    COMMAND ${FLOCK} -o ${CMAKE_BINARY_DIR}/publish.lock ${DOTNET} publish ${CMAKE_SOURCE_DIR}/managed/${arg_PROJECT}
            --nologo --verbosity quiet --configuration Release
            --artifacts-path ${artifacts} -p:NativeLibraryDir=$<TARGET_FILE_DIR:${arg_LIBRARY}>/
    # Removed first: if it were a link into the system's folder, the copy would go through it.
    COMMAND ${CMAKE_COMMAND} -E rm -f ${plugin} ${plugin}.dbg
    COMMAND ${CMAKE_COMMAND} -E copy ${published} ${published}.dbg ${NETJACK2_DRIVER_DIR}
    DEPENDS ${arg_LIBRARY} ${sources} ${CMAKE_SOURCE_DIR}/Directory.Build.props ${CMAKE_SOURCE_DIR}/Directory.Packages.props
    COMMENT "Publishing ${name}.so"
    VERBATIM)
  add_custom_target(${name} ALL DEPENDS ${plugin})

  list(APPEND NETJACK2_PLUGINS ${name})
  set(NETJACK2_PLUGINS ${NETJACK2_PLUGINS} PARENT_SCOPE)
endfunction()

# Completes build/jack so that jackd finds everything in it: ours, and links to the system's drivers that we do not replace.
function(add_driver_folder)
  file(MAKE_DIRECTORY ${NETJACK2_DRIVER_DIR})
  list(JOIN NETJACK2_PLUGINS , ours)
  add_custom_target(driver_folder ALL
    COMMAND ${CMAKE_COMMAND} -DFROM=${JACK_SYSTEM_DRIVER_DIR} -DTO=${NETJACK2_DRIVER_DIR} -DOURS=${ours}
            -P ${CMAKE_SOURCE_DIR}/cmake/LinkDrivers.cmake
    DEPENDS ${NETJACK2_PLUGINS}
    VERBATIM)
endfunction()
