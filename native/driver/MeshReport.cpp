// SPDX-License-Identifier: GPL-2.0-or-later
// Also the two functions by which netmesh asks.
#include "MeshReport.h"

#include "common/Export.h"

namespace netjack2 {

namespace {

constinit MeshReport ofProcess;

} // namespace

MeshReport &MeshReport::OfProcess() {
    return ofProcess;
}

void MeshReport::Begin() {
    SetSession({});
}

void MeshReport::End() {
    SetCycle(NJ_NO_MESH_CYCLE);
    const std::lock_guard lock(mutex_);
    session_.reset();
}

void MeshReport::SetSession(const nj_mesh_session &session) {
    const std::lock_guard lock(mutex_);
    session_ = session;
}

std::optional<nj_mesh_session> MeshReport::Session() {
    const std::lock_guard lock(mutex_);
    return session_;
}

} // namespace netjack2

NJ_EXPORT int nj_net_mesh_session(nj_mesh_session *session) noexcept {
    const auto found = netjack2::MeshReport::OfProcess().Session();
    if (found)
        *session = *found;
    return found ? 1 : 0;
}

NJ_EXPORT uint32_t nj_net_mesh_cycle() noexcept {
    return netjack2::MeshReport::OfProcess().Cycle();
}
