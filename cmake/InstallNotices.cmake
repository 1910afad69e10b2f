# SPDX-License-Identifier: GPL-2.0-or-later
# Installs into the folder TO what a package has to have: its changelog, and with -DNOTICES=ON the notices of the .NET runtime.
# -DPACKAGE_VERSION=… -DSOURCE=… -DBUILD=… -DMAINTAINER=…; -DKIND=DEB: also Debian's changelog, made of ours.
cmake_minimum_required(VERSION 3.25)
file(MAKE_DIRECTORY ${TO})

# compressed(FROM NAME): TO/NAME.gz.
function(compressed from name)
  execute_process(COMMAND gzip -9nc ${from} OUTPUT_FILE ${TO}/${name}.gz COMMAND_ERROR_IS_FATAL ANY)
endfunction()

compressed(${SOURCE}/CHANGELOG.md changelog)
if(KIND STREQUAL DEB)
  # The same commit gives the same package.
  set(command git -C ${SOURCE} log -1 --format=%cD)
  execute_process(COMMAND ${command} OUTPUT_VARIABLE date OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE result ERROR_QUIET)
  if(NOT result EQUAL 0)
    string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC)
  endif()
  execute_process(
    COMMAND awk -v "version=${PACKAGE_VERSION}" -v "maintainer=${MAINTAINER}" -v "date=${date}"
            -f ${SOURCE}/packaging/debian/changelog.awk ${SOURCE}/CHANGELOG.md
    OUTPUT_FILE ${BUILD}/debian/changelog COMMAND_ERROR_IS_FATAL ANY)
  compressed(${BUILD}/debian/changelog changelog.Debian)
endif()

if(NOTICES)
  # The package of the compiler that was used; the restore of the program says which, and where it is.
  file(READ ${BUILD}/dotnet/obj/NetJack2.Cli/project.assets.json assets)
  string(JSON folder MEMBER "${assets}" packageFolders 0)
  string(REGEX MATCH "\"path\": \"(runtime[.][^\"]*ilcompiler/[^\"]*)\"" found "${assets}")
  compressed(${folder}${CMAKE_MATCH_1}/THIRD-PARTY-NOTICES.TXT THIRD-PARTY-NOTICES.dotnet)
  # Likewise the runtime of ASP.NET, which is in netjack2-serve.
  file(READ ${BUILD}/dotnet/obj/NetJack2.Serve/project.assets.json assets)
  string(REGEX MATCH "\"Microsoft[.]AspNetCore[.]App[.]Runtime[.]([^\"]*)\",[^[]*\\[([^],]*)" found "${assets}")
  compressed(${folder}microsoft.aspnetcore.app.runtime.${CMAKE_MATCH_1}/${CMAKE_MATCH_2}/THIRD-PARTY-NOTICES.TXT
    THIRD-PARTY-NOTICES.aspnet)
endif()
