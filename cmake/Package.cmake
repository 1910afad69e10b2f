# SPDX-License-Identifier: GPL-2.0-or-later
# Installation into a folder of our own, beside which the distribution's stays as it is; and packages of it.
#   JACK_DRIVER_DIR=<prefix>/lib/netjack2/jack jackd …

set(driver_dir lib/netjack2/jack)
foreach(name IN LISTS NETJACK2_PLUGINS)
  install(FILES ${NETJACK2_DRIVER_DIR}/${name}.so DESTINATION ${driver_dir})
endforeach()
foreach(name IN LISTS NETJACK2_WIDE_PLUGINS)
  install(FILES ${NETJACK2_WIDE_DIR}/${name}.so DESTINATION ${driver_dir}/glibc-hwcaps/${NETJACK2_WIDE_TARGET})
endforeach()
list(JOIN NETJACK2_PLUGINS , ours)
install(CODE "
  set(FROM \"${JACK_SYSTEM_DRIVER_DIR}\")
  set(TO \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${driver_dir}\")
  set(OURS \"${ours}\")
  include(\"${CMAKE_SOURCE_DIR}/cmake/LinkDrivers.cmake\")")

include(GNUInstallDirs)
set(doc_dir ${CMAKE_INSTALL_DATAROOTDIR}/doc/netjack2)
install(FILES LICENSE DESTINATION ${doc_dir} RENAME copyright)
install(FILES THIRD-PARTY-NOTICES CHANGELOG.md DESTINATION ${doc_dir})

set(CPACK_GENERATOR DEB TGZ)
set(CPACK_PACKAGE_CONTACT "netjack2 <netjack2@localhost>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION sound)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "jackd2 (>= 1.9.14), libasound2, libc6, libstdc++6")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "libopus0")
include(CPack)
