# SPDX-License-Identifier: GPL-2.0-or-later
# Installation into a folder of our own, beside which the distribution's stays as it is; and packages of it.
#   JACK_DRIVER_DIR=<prefix>/lib/netjack2/jack jackd …

set(NETJACK2_MODULE_DIR lib/netjack2)
set(driver_dir ${NETJACK2_MODULE_DIR}/jack)
foreach(name IN LISTS NETJACK2_PLUGINS)
  install(FILES ${NETJACK2_DRIVER_DIR}/${name}.so DESTINATION ${driver_dir})
endforeach()
foreach(name IN LISTS NETJACK2_WIDE_PLUGINS)
  install(FILES ${NETJACK2_WIDE_DIR}/${name}.so DESTINATION ${driver_dir}/glibc-hwcaps/${NETJACK2_WIDE_TARGET})
endforeach()
install(PROGRAMS cmake/link-drivers.sh DESTINATION ${NETJACK2_MODULE_DIR})
# A package has no links: which drivers there are is a matter of the computer on which it is installed.
install(CODE "
  if(NOT CMAKE_INSTALL_PREFIX MATCHES _CPack_Packages)
    execute_process(
      COMMAND \"${CMAKE_SOURCE_DIR}/cmake/link-drivers.sh\"
              \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${driver_dir}\" \"${JACK_SYSTEM_DRIVER_DIR}\"
      COMMAND_ERROR_IS_FATAL ANY)
  endif()")

include(GNUInstallDirs)
set(doc_dir ${CMAKE_INSTALL_DATAROOTDIR}/doc/netjack2)
install(FILES LICENSE DESTINATION ${doc_dir} RENAME copyright)
install(FILES THIRD-PARTY-NOTICES CHANGELOG.md DESTINATION ${doc_dir})

set(CPACK_GENERATOR DEB TGZ)
set(CPACK_PACKAGE_CONTACT "netjack2 <netjack2@localhost>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION sound)
# Versions of the libraries are those that the modules were linked with.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "jackd2 (>= 1.9.14)")
set(control_dir ${CMAKE_BINARY_DIR}/debian)
foreach(file IN ITEMS postinst prerm triggers)
  configure_file(cmake/debian/${file}.in ${control_dir}/${file} @ONLY)
  list(APPEND CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${control_dir}/${file})
endforeach()
file(CHMOD ${control_dir}/postinst ${control_dir}/prerm PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "libopus0")
include(CPack)
