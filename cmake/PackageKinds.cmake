# SPDX-License-Identifier: GPL-2.0-or-later
# Read by cpack for each kind of package.
if(CPACK_GENERATOR STREQUAL "TGZ")
  # Two archives: what a musician unpacks, and the symbols, which are larger.
  set(CPACK_PACKAGING_INSTALL_PREFIX /netjack2-${CPACK_PACKAGE_VERSION})
  set(CPACK_COMPONENT_PROGRAM_GROUP main)
  set(CPACK_COMPONENT_MODULES_GROUP main)
  set(CPACK_COMPONENT_SYMBOLS_GROUP symbols)
  set(CPACK_ARCHIVE_MAIN_FILE_NAME netjack2-${CPACK_NETJACK2_ARCHIVE})
  set(CPACK_ARCHIVE_SYMBOLS_FILE_NAME netjack2-symbols-${CPACK_NETJACK2_ARCHIVE})
else()
  set(CPACK_COMPONENTS_ALL program modules)
  # It would be the first line of each description, which each package has itself.
  set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "")
endif()
