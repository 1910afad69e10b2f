// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_DRIVER_MESHCYCLES_H
#define NETJACK2_DRIVER_MESHCYCLES_H

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>

namespace netjack2 {

/** The common numbers of the server's last cycles, by the times at which these began.
 *
 *  One thread writes, any thread reads, no thread waits. Each entry has a version, which is odd while the entry is
 *  written: an entry that changes while it is read counts as none, since the eighth cycle from it is beginning. */
class MeshCycles {
public:
    static constexpr uint32_t kSize = 8;

    /** Adds a cycle in place of the oldest one. The thread that writes. Realtime-safe. */
    void Add(uint64_t beginUsecs, uint32_t cycle) {
        const uint32_t added = added_.load(std::memory_order_relaxed);
        entries_[added % kSize].Write({beginUsecs, cycle, true});
        added_.store(added + 1, std::memory_order_release);
    }

    /** The number of the cycle that began then, the last one if there are several. Any thread. Realtime-safe. */
    std::optional<uint32_t> Find(uint64_t beginUsecs) const {
        const uint32_t added = added_.load(std::memory_order_acquire);
        for (uint32_t age = 1; age <= kSize; age++) {
            const Cycle cycle = entries_[(added - age) % kSize].Read();
            if (cycle.isThere && cycle.beginUsecs == beginUsecs)
                return cycle.number;
        }
        return std::nullopt;
    }

    /** Forgets all cycles. The thread that writes. */
    void Clear() {
        for (Entry &entry : entries_)
            entry.Write({});
    }

private:
    struct Cycle {
        uint64_t beginUsecs = 0;
        uint32_t number = 0;
        bool isThere = false;
    };

    class Entry {
    public:
        void Write(const Cycle &cycle) {
            const uint32_t version = version_.load(std::memory_order_relaxed);
            version_.store(version + 1, std::memory_order_relaxed);
            std::atomic_thread_fence(std::memory_order_release);
            beginUsecs_.store(cycle.beginUsecs, std::memory_order_relaxed);
            number_.store(cycle.number, std::memory_order_relaxed);
            isThere_.store(cycle.isThere, std::memory_order_relaxed);
            version_.store(version + 2, std::memory_order_release);
        }

        Cycle Read() const {
            const uint32_t before = version_.load(std::memory_order_acquire);
            const Cycle cycle = {beginUsecs_.load(std::memory_order_relaxed), number_.load(std::memory_order_relaxed),
                                 isThere_.load(std::memory_order_relaxed)};
            std::atomic_thread_fence(std::memory_order_acquire);
            const bool isWhole = before % 2 == 0 && version_.load(std::memory_order_relaxed) == before;
            return isWhole ? cycle : Cycle{};
        }

    private:
        std::atomic<uint32_t> version_ = 0;
        std::atomic<uint64_t> beginUsecs_ = 0;
        std::atomic<uint32_t> number_ = 0;
        std::atomic<bool> isThere_ = false;
    };

    static_assert(std::atomic<uint64_t>::is_always_lock_free);

    std::array<Entry, kSize> entries_;
    std::atomic<uint32_t> added_ = 0;
};

} // namespace netjack2

#endif
