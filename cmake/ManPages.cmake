# SPDX-License-Identifier: GPL-2.0-or-later
# The manual pages, made of the modules' own tables of options; installed as man reads them fastest, compressed.

set(man_folder ${CMAKE_BINARY_DIR}/man)
set(program_pages netjack2.1 netjack2-master.1 netjack2-join.1 netjack2.7)
set(module_pages netjack2-driver.8 netjack2-netmanager.8 netjack2-netmesh.8 netjack2-netadapter.8 netjack2-audioadapter.8)
list(TRANSFORM program_pages PREPEND ${man_folder}/ OUTPUT_VARIABLE man_files)
foreach(page IN LISTS module_pages)
  list(APPEND man_files ${man_folder}/${page})
endforeach()
list(TRANSFORM man_files APPEND .gz OUTPUT_VARIABLE compressed_files)
find_program(GZIP gzip REQUIRED)
file(MAKE_DIRECTORY ${man_folder})
add_custom_command(OUTPUT ${man_files} ${compressed_files}
  COMMAND option_tables man ${PROJECT_VERSION} ${man_folder}
  COMMAND ${GZIP} -9nkf ${man_files}
  DEPENDS option_tables
  VERBATIM)
add_custom_target(man ALL DEPENDS ${man_files} ${compressed_files})

# The names that people type: those of the modules, as jackd and jack_load know them.
set(man_aliases jack_net:driver netmanager:netmanager netmesh:netmesh netadapter:netadapter audioadapter:audioadapter)
foreach(alias IN LISTS man_aliases)
  string(REGEX MATCH "(.*):(.*)" alias "${alias}")
  set(link ${man_folder}/${CMAKE_MATCH_1}.8.gz)
  file(CREATE_LINK netjack2-${CMAKE_MATCH_2}.8.gz ${link} SYMBOLIC)
  list(APPEND alias_files ${link})
endforeach()

include(GNUInstallDirs)
install(FILES ${man_folder}/netjack2.1.gz ${man_folder}/netjack2-master.1.gz ${man_folder}/netjack2-join.1.gz
  DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT program)
install(FILES ${man_folder}/netjack2.7.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man7 COMPONENT program)
list(TRANSFORM module_pages PREPEND ${man_folder}/)
list(TRANSFORM module_pages APPEND .gz)
install(FILES ${module_pages} ${alias_files} DESTINATION ${CMAKE_INSTALL_MANDIR}/man8 COMPONENT modules)
