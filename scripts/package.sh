#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Makes packages of netjack2-cs in build/packages; --help prints the options.
source "$(dirname "$0")/common.sh"

usage() {
    cat <<'END'
Usage: scripts/package.sh [--check] [BUILD]

Builds netjack2-cs and makes packages in build/packages: two .deb and two .rpm
(netjack2 and netjack2-modules), a .tar.gz, and another one with the symbols for
debuggers. Missing Debian packages are installed.

  --check   then checks them: lintian, and in a chroot of Debian 12 installs,
            uses, upgrades, downgrades and purges them; needs root and, the
            first time, the network
  BUILD     another build folder, already built, such as that of a cross build
  --help    print this text

The version is that of the file VERSION; between two releases date and commit
are appended. Exit codes: 0 if all is well, 1 if not, 2 for wrong options.
END
}

check=false build=
while [ $# -gt 0 ]; do
    case $1 in
        --check) check=true ;;
        -h | --help) usage; exit ;;
        -*) echo "scripts/package.sh: unknown option '$1'; see --help" >&2; exit 2 ;;
        *) [ -z "$build" ] || { usage >&2; exit 2; }; build=$1 ;;
    esac
    shift
done

tools=(dpkg-dev gzip rpm)
if $check; then tools+=(debootstrap iproute2 lintian util-linux); fi
missing=()
for tool in "${tools[@]}"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$tool" 2>/dev/null)" = installed ] || missing+=("$tool")
done
if [ ${#missing[@]} -gt 0 ]; then
    need_root "Installing packages"
    step "Update the package lists" as_root apt-get update -qq
    step "Install the packaging tools" as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -qq -y --no-install-recommends "${missing[@]}"
fi
if $check; then need_root "Checking packages in a chroot"; fi

if [ -z "$build" ]; then
    build=build
    scripts/build.sh netjack2 netjack2-client netjack2-serve netmanager jack_net netmesh audioadapter netadapter man
elif ! [ -e "$build/CMakeCache.txt" ]; then
    fail "$build is no build folder: it has no CMakeCache.txt."
fi

version=$(cat VERSION)
if tag=$(git describe --tags --exact-match 2>/dev/null) && [ "$tag" = "v$version" ]; then
    :
elif commit=$(git log -1 --date=format-local:%Y%m%d%H%M --format=+git%cd.%h 2>/dev/null); then
    version+=$commit
fi

# Of an earlier run: apt install ./netjack2*.deb is to find one version.
folder=$PWD/build/packages
mkdir -p "$folder"
architecture=$(sed -n 's/^set(CPACK_DEBIAN_PACKAGE_ARCHITECTURE "\(.*\)")/\1/p' "$build/CPackConfig.cmake")
machine=$(sed -n 's/^set(CPACK_RPM_PACKAGE_ARCHITECTURE "\(.*\)")/\1/p' "$build/CPackConfig.cmake")
rm -rf "$folder/_CPack_Packages" "$folder"/*"_$architecture.deb" "$folder"/*"$machine".{rpm,tar.gz}

make_packages() { # VERSION FOLDER GENERATORS
    exclusively cmake "$build" "-DNETJACK2_PACKAGE_VERSION=$1" &&
        (umask 022 && cpack --config "$build/CPackConfig.cmake" -B "$2" -G "$3") &&
        rm -rf "$2/_CPack_Packages"
}
step "Make the packages" make_packages "$version" "$folder" "DEB;RPM;TGZ"
(cd "$folder" && ls -sh1 ./*"$version"*)

if $check; then
    earlier=build/package-check/earlier
    rm -rf "$earlier"
    mkdir -p "$earlier"
    before=$(cat VERSION)
    [ "$version" != "$before" ] || before+=\~0
    step "Make packages of an earlier version" make_packages "$before" "$PWD/$earlier" DEB
    exclusively cmake "$build" "-DNETJACK2_PACKAGE_VERSION=$version" >/dev/null
    as_root packaging/check/check.sh "$folder" "$PWD/$earlier" "$architecture" "$machine"
fi
