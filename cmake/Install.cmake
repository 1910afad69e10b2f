# SPDX-License-Identifier: GPL-2.0-or-later
# What is installed where. Modules go into a folder of their own, beside which those of the distribution stay as they are:
#   JACK_DRIVER_DIR=<prefix>/lib/netjack2/jack jackd …
# Components: program (netjack2, which needs no JACK), modules (for jackd), symbols (for debuggers).
include(GNUInstallDirs)
set(NETJACK2_MODULE_DIR lib/netjack2)
set(driver_dir ${NETJACK2_MODULE_DIR}/jack)
set(data_dir ${CMAKE_INSTALL_DATAROOTDIR})
set(packaging ${CMAKE_SOURCE_DIR}/packaging)
# Between two releases scripts/package.sh appends a date and a commit.
set(NETJACK2_PACKAGE_VERSION ${PROJECT_VERSION} CACHE STRING "The version of packages")
set(CPACK_PACKAGE_CONTACT "netjack2-cs maintainers <maintainers@netjack2-cs.invalid>" CACHE STRING "Who answers for a package")

# What the files are for: DEB, RPM or TGZ, or NONE without cpack; and where they will be. An archive is often unpacked in /usr/local.
install(CODE [[
  set(NETJACK2_KIND NONE)
  set(NETJACK2_PREFIX "${CMAKE_INSTALL_PREFIX}")
  if("$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/" MATCHES "/_CPack_Packages/[^/]+/([A-Z]+)/")
    set(NETJACK2_KIND ${CMAKE_MATCH_1})
    set(NETJACK2_PREFIX /usr)
    if(NETJACK2_KIND STREQUAL TGZ)
      set(NETJACK2_PREFIX /usr/local)
    endif()
  endif()]]
  ALL_COMPONENTS)

# install_for_prefix(FILE DESTINATION COMPONENT): installs FILE without its ending .in, with the prefix in place of @NETJACK2_PREFIX@.
function(install_for_prefix file destination component)
  cmake_path(GET file FILENAME name)
  string(REGEX REPLACE "[.]in$" "" name "${name}")
  install(CODE "
    configure_file(\"${file}\" \"${CMAKE_BINARY_DIR}/for-prefix/${name}\" @ONLY)
    file(INSTALL DESTINATION \"\${CMAKE_INSTALL_PREFIX}/${destination}\" TYPE FILE
         FILES \"${CMAKE_BINARY_DIR}/for-prefix/${name}\")"
    COMPONENT ${component})
endfunction()

install(PROGRAMS ${CMAKE_BINARY_DIR}/bin/netjack2 DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
install(PROGRAMS ${CMAKE_BINARY_DIR}/bin/netjack2-client ${CMAKE_BINARY_DIR}/bin/netjack2-serve
  DESTINATION ${NETJACK2_MODULE_DIR} COMPONENT program)
install(FILES ${packaging}/completion/netjack2.bash DESTINATION ${data_dir}/bash-completion/completions RENAME netjack2 COMPONENT program)
install(FILES ${packaging}/completion/netjack2.fish DESTINATION ${data_dir}/fish/vendor_completions.d COMPONENT program)
# Debian's zsh keeps site-functions for the administrator.
install(CODE "
  set(folder site-functions)
  if(NETJACK2_KIND STREQUAL DEB)
    set(folder vendor-completions)
  endif()
  file(INSTALL DESTINATION \"\${CMAKE_INSTALL_PREFIX}/${data_dir}/zsh/\${folder}\" TYPE FILE FILES \"${packaging}/completion/_netjack2\")"
  COMPONENT program)

foreach(name IN LISTS NETJACK2_PLUGINS)
  install(FILES ${NETJACK2_DRIVER_DIR}/${name}.so DESTINATION ${driver_dir} COMPONENT modules)
endforeach()
foreach(name IN LISTS NETJACK2_WIDE_PLUGINS)
  install(FILES ${NETJACK2_WIDE_DIR}/${name}.so DESTINATION ${driver_dir}/glibc-hwcaps/${NETJACK2_WIDE_TARGET} COMPONENT modules)
endforeach()
install(PROGRAMS ${packaging}/link-drivers.sh DESTINATION ${NETJACK2_MODULE_DIR} COMPONENT modules)
# A package has no links: which drivers there are depends on the computer on which it is installed.
install(CODE "
  if(NETJACK2_KIND STREQUAL NONE)
    execute_process(
      COMMAND \"${packaging}/link-drivers.sh\" \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${driver_dir}\" \"${JACK_SYSTEM_DRIVER_DIR}\"
      COMMAND_ERROR_IS_FATAL ANY)
  endif()"
  COMPONENT modules)
install_for_prefix(${packaging}/systemd/netjack2-master.service.in lib/systemd/user program)
install_for_prefix(${packaging}/systemd/netjack2-join@.service.in lib/systemd/user program)
install_for_prefix(${packaging}/systemd/netjack2-watch.service.in lib/systemd/user program)
install_for_prefix(${packaging}/systemd/netjack2-serve.service.in lib/systemd/user program)
install_for_prefix(${packaging}/systemd/jackd-net@.service.in lib/systemd/user modules)
install_for_prefix(${packaging}/systemd/netjack2-stagebox.service.in lib/systemd/system modules)

# Below /usr/lib/debug a debugger finds the symbols of an installed file by its path: both variants of a module have one build id.
set(symbols_dir lib/debug/usr)
install(FILES ${CMAKE_BINARY_DIR}/bin/netjack2.dbg DESTINATION ${symbols_dir}/bin COMPONENT symbols EXCLUDE_FROM_ALL)
install(FILES ${CMAKE_BINARY_DIR}/bin/netjack2-client.dbg ${CMAKE_BINARY_DIR}/bin/netjack2-serve.dbg
  DESTINATION ${symbols_dir}/${NETJACK2_MODULE_DIR}
  COMPONENT symbols EXCLUDE_FROM_ALL)
foreach(name IN LISTS NETJACK2_PLUGINS)
  install(FILES ${NETJACK2_DRIVER_DIR}/${name}.so.dbg DESTINATION ${symbols_dir}/${driver_dir} COMPONENT symbols EXCLUDE_FROM_ALL)
endforeach()
foreach(name IN LISTS NETJACK2_WIDE_PLUGINS)
  install(FILES ${NETJACK2_WIDE_DIR}/${name}.so.dbg
    DESTINATION ${symbols_dir}/${driver_dir}/glibc-hwcaps/${NETJACK2_WIDE_TARGET} COMPONENT symbols EXCLUDE_FROM_ALL)
endforeach()

set(doc_dir ${data_dir}/doc/netjack2)
set(modules_doc_dir ${data_dir}/doc/netjack2-modules)
install(FILES ${packaging}/debian/copyright DESTINATION ${doc_dir} COMPONENT program)
install(FILES ${packaging}/debian/copyright DESTINATION ${modules_doc_dir} COMPONENT modules)
install(FILES README.md SECURITY.md THIRD-PARTY-NOTICES DESTINATION ${doc_dir} COMPONENT program)
file(GLOB pages CONFIGURE_DEPENDS docs/*.md)
file(GLOB pictures CONFIGURE_DEPENDS docs/pictures/*.svg docs/pictures/*.png)
install(FILES ${pages} DESTINATION ${doc_dir}/docs COMPONENT program)
install(DIRECTORY docs/examples DESTINATION ${doc_dir}/docs COMPONENT program)
install(FILES ${pictures} DESTINATION ${doc_dir}/docs/pictures COMPONENT program)
install_for_prefix(${packaging}/examples/60-netjack2.conf.in ${modules_doc_dir}/examples modules)
install(FILES ${packaging}/examples/keys.conf DESTINATION ${modules_doc_dir}/examples COMPONENT modules)
# A package has the file at its place; otherwise it is an example.
install(CODE "
  set(folder ${modules_doc_dir}/examples)
  if(NETJACK2_KIND MATCHES \"DEB|RPM\")
    set(folder ../etc/netjack2)
  endif()
  file(INSTALL DESTINATION \"\${CMAKE_INSTALL_PREFIX}/\${folder}\" TYPE FILE FILES \"${packaging}/examples/stagebox.conf\")"
  COMPONENT modules)

# install_notices(COMPONENT FOLDER NOTICES): what cmake/InstallNotices.cmake makes.
function(install_notices component folder notices)
  install(CODE "
    execute_process(
      COMMAND ${CMAKE_COMMAND} -DPACKAGE_VERSION=${NETJACK2_PACKAGE_VERSION}-1
              \"-DSOURCE=${CMAKE_SOURCE_DIR}\" \"-DBUILD=${CMAKE_BINARY_DIR}\"
              \"-DMAINTAINER=${CPACK_PACKAGE_CONTACT}\" \"-DTO=\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${folder}\"
              -DKIND=\${NETJACK2_KIND} -DNOTICES=${notices} -P \"${CMAKE_SOURCE_DIR}/cmake/InstallNotices.cmake\"
      COMMAND_ERROR_IS_FATAL ANY)"
    COMPONENT ${component})
endfunction()
install_notices(program ${doc_dir} ON)
install_notices(modules ${modules_doc_dir} OFF)
