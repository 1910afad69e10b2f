# SPDX-License-Identifier: GPL-2.0-or-later
# The manual pages, made of the modules' own tables of options.

set(man_folder ${CMAKE_BINARY_DIR}/man)
set(man_files ${man_folder}/netjack2.1 ${man_folder}/netjack2-master.1 ${man_folder}/netjack2-join.1 ${man_folder}/netjack2.7
  ${man_folder}/netjack2-driver.8 ${man_folder}/netjack2-netmanager.8
  ${man_folder}/netjack2-netadapter.8 ${man_folder}/netjack2-audioadapter.8)
file(MAKE_DIRECTORY ${man_folder})
add_custom_command(OUTPUT ${man_files} COMMAND option_tables man ${PROJECT_VERSION} ${man_folder} VERBATIM)
add_custom_target(man ALL DEPENDS ${man_files})

include(GNUInstallDirs)
foreach(file IN LISTS man_files)
  cmake_path(GET file EXTENSION LAST_ONLY section)
  string(SUBSTRING ${section} 1 1 section)
  install(FILES ${file} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
endforeach()
