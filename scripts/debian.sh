# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Packages of Debian for the tests, unpacked into a folder; to be sourced after common.sh. The system's packages and sources stay as
# they are.

# configure_apt PLACE SUITE [ARCHITECTURE]: apt with folders of its own in PLACE, one source, and no other configuration of the
# system than how it reaches the network. Later calls of apt-get in this script use it.
configure_apt() {
    local apt=$PWD/$1
    mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
    apt-config dump Acquire::http Acquire::https Acquire::ForceIPv4 Acquire::Check-Valid-Until Acquire::Check-Date >"$apt/apt.conf"
    cat >>"$apt/apt.conf" <<END
Acquire::http::Timeout "5";
Acquire::Retries "0";
Acquire::Languages "none";
APT::Sandbox::User "$(id -un)";
Dir::Etc::parts "/dev/null";
Dir::Etc::sourcelist "$apt/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::State "$apt";
Dir::State::status "/dev/null";
Dir::Cache "$apt/cache";
END
    if [ $# -gt 2 ]; then
        printf 'APT::Architecture "%s";\nAPT::Architectures { "%s"; };\n' "$3" "$3" >>"$apt/apt.conf"
    fi
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian $2 main" >"$apt/sources.list"
    export APT_CONFIG=$apt/apt.conf
    apt-get update -q -o APT::Update::Error-Mode=any
}
