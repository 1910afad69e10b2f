// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_DRIVER_MESHREPORT_H
#define NETJACK2_DRIVER_MESHREPORT_H

#include <atomic>
#include <mutex>
#include <optional>

#include <netjack2/abi.h>

namespace netjack2 {

/** What the driver reports to netmesh in the same server. It outlives the driver: other threads may ask at any time. */
class MeshReport {
public:
    /** That of this process, which has one driver at a time. */
    static MeshReport &OfProcess();

    /** A driver begins, without a session. */
    void Begin();

    /** The driver has ended, and its thread before. Forgets everything. */
    void End();

    /** Any thread, while the driver is there. Not realtime-safe. */
    void SetSession(const nj_mesh_session &session);

    /** The session that runs, or one that does not run; none: there is no driver. Any thread. Not realtime-safe. */
    std::optional<nj_mesh_session> Session();

    /** The common number of the cycle that has begun. The driver thread. Realtime-safe. */
    void SetCycle(uint32_t cycle) { cycle_.store(cycle, std::memory_order_relaxed); }

    /** The one that was set last. Any thread. Realtime-safe. */
    uint32_t Cycle() const { return cycle_.load(std::memory_order_relaxed); }

private:
    std::mutex mutex_;
    std::optional<nj_mesh_session> session_; ///< guarded by mutex_
    std::atomic<uint32_t> cycle_ = NJ_NO_MESH_CYCLE;
};

} // namespace netjack2

#endif
