# SPDX-License-Identifier: GPL-2.0-or-later
# Packages of what cmake/Install.cmake installs: two for Debian and two for RPM (program, modules), and archives.
# scripts/package.sh makes them.

# Where the driver folder of jackd is on the computer that gets the package, whatever the sysroot of this build.
set(NETJACK2_SYSTEM_DRIVERS /usr/lib/${CMAKE_LIBRARY_ARCHITECTURE}/jack)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "aarch64|arm64")
  set(debian_architecture arm64)
  set(machine aarch64)
else()
  set(debian_architecture amd64)
  set(machine x86_64)
endif()

set(CPACK_PACKAGE_NAME netjack2)
set(CPACK_PACKAGE_VENDOR netjack2-cs)
set(CPACK_PACKAGE_VERSION ${NETJACK2_PACKAGE_VERSION})
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_BINARY_DIR}/packages)
set(CPACK_PROJECT_CONFIG_FILE ${CMAKE_SOURCE_DIR}/cmake/PackageKinds.cmake)
set(CPACK_GENERATOR DEB RPM TGZ)
set(CPACK_COMPONENTS_ALL program modules symbols)
set(CPACK_COMPONENT_MODULES_DEPENDS program)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)

set(about "netjack2-cs connects the JACK servers of several computers over Ethernet:
audio, MIDI, clock and transport. It speaks the netjack2 protocol of jack2.
")
set(program_summary "JACK audio network: program and documentation")
set(program_text "${about}
This package has the program netjack2, which shows the sessions of this
computer, their losses and latency, and finds faults. It needs no JACK server.")
set(modules_summary "JACK audio network: modules for jackd")
set(modules_text "${about}
This package has the modules for jackd2: netmanager for the computer with the
sound card, the driver net for the others, netmesh between these, and the
adapters netadapter and audioadapter, which resample. They are in a folder of
their own: a server uses them if the variable JACK_DRIVER_DIR names it.")
foreach(component IN ITEMS program modules)
  string(TOUPPER ${component} upper)
  set(CPACK_DEBIAN_${upper}_DESCRIPTION "${${component}_summary}\n${${component}_text}")
  set(CPACK_RPM_${upper}_PACKAGE_SUMMARY "${${component}_summary}")
  set(CPACK_RPM_${upper}_PACKAGE_DESCRIPTION "${${component}_text}")
endforeach()

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_ARCHITECTURE ${debian_architecture})
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_ENABLE_COMPONENT_DEPENDS ON)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME netjack2)
set(CPACK_DEBIAN_MODULES_PACKAGE_NAME netjack2-modules)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION sound)
set(CPACK_DEBIAN_MODULES_PACKAGE_SECTION sound)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SUGGESTS netjack2-modules)
# Not a dependency: with PipeWire's libraries alone the package can be installed, too. libopus is loaded when a session uses Opus.
set(CPACK_DEBIAN_MODULES_PACKAGE_RECOMMENDS "jackd2 (>= 1.9.14), libopus0")
# Before there were two packages, netjack2 had the modules.
set(CPACK_DEBIAN_MODULES_PACKAGE_BREAKS "netjack2 (<< 0.1.0-1)")
set(CPACK_DEBIAN_MODULES_PACKAGE_REPLACES "netjack2 (<< 0.1.0-1)")
if(CMAKE_CROSSCOMPILING)
  # dpkg-shlibdeps knows the libraries of installed packages only: these are those that it finds where it can.
  set(CPACK_DEBIAN_PROGRAM_PACKAGE_DEPENDS "libc6 (>= 2.34)")
  set(CPACK_DEBIAN_MODULES_PACKAGE_DEPENDS
    "libasound2 (>= 1.0.29), libc6 (>= 2.34), libgcc-s1 (>= 3.0), libjack-jackd2-0 (>= 1.9.14), libstdc++6 (>= 11)")
else()
  set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
endif()
set(control_dir ${CMAKE_BINARY_DIR}/debian)
configure_file(packaging/debian/triggers.in ${control_dir}/triggers @ONLY)
file(CHMOD ${control_dir}/triggers PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_CONTROL_EXTRA ${packaging}/debian/program/postrm)
set(CPACK_DEBIAN_MODULES_PACKAGE_CONTROL_EXTRA ${control_dir}/triggers)
foreach(file IN ITEMS conffiles postinst postrm prerm)
  list(APPEND CPACK_DEBIAN_MODULES_PACKAGE_CONTROL_EXTRA ${packaging}/debian/${file})
endforeach()

set(CPACK_RPM_COMPONENT_INSTALL ON)
set(CPACK_RPM_FILE_NAME RPM-DEFAULT)
set(CPACK_RPM_PACKAGE_RELOCATABLE OFF)
set(CPACK_RPM_PACKAGE_ARCHITECTURE ${machine})
set(CPACK_RPM_PACKAGE_LICENSE "GPL-2.0-or-later AND MIT")
set(CPACK_RPM_PACKAGE_GROUP "Applications/Multimedia")
# Everything is stripped and compressed as it is to be.
set(CPACK_RPM_SPEC_MORE_DEFINE "%define __os_install_post %{nil}\n%define _build_id_links none")
set(CPACK_RPM_PROGRAM_PACKAGE_NAME netjack2)
set(CPACK_RPM_MODULES_PACKAGE_NAME netjack2-modules)
set(CPACK_RPM_MODULES_PACKAGE_REQUIRES "netjack2 = ${NETJACK2_PACKAGE_VERSION}")
set(CPACK_RPM_MODULES_POST_INSTALL_SCRIPT_FILE ${packaging}/rpm/post)
set(CPACK_RPM_MODULES_PRE_UNINSTALL_SCRIPT_FILE ${packaging}/rpm/preun)
set(CPACK_RPM_MODULES_USER_FILELIST "%config(noreplace) /etc/netjack2/stagebox.conf")
# Folders of other packages.
set(CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION
  /usr/lib/systemd /usr/lib/systemd/system /usr/lib/systemd/user /usr/share/bash-completion /usr/share/bash-completion/completions
  /usr/share/doc /usr/share/fish /usr/share/fish/vendor_completions.d /usr/share/man /usr/share/man/man1 /usr/share/man/man7
  /usr/share/man/man8 /usr/share/zsh /usr/share/zsh/site-functions)

set(CPACK_NETJACK2_ARCHIVE ${NETJACK2_PACKAGE_VERSION}-linux-${machine})
set(CPACK_ARCHIVE_COMPONENT_INSTALL ON)
include(CPack)
