// SPDX-License-Identifier: GPL-2.0-or-later
// What jack_net.so in the same server reports. jackd opens drivers with RTLD_GLOBAL, so its functions are found by
// name; it stays mapped after its end (-z nodelete), so they remain valid. Every jackd opens it once, to list its
// drivers: that the functions are there does not mean that the driver runs.
#include <atomic>
#include <cstdio>

#include <dlfcn.h>

#include <netjack2/abi.h>

namespace {

/** A function of the net driver; null until it has been found. */
template <typename Function> class Neighbour {
public:
    constexpr explicit Neighbour(const char *name) : name_(name) {}

    /** Looks for it unless it is known. Takes the dynamic linker's lock. */
    Function Find() {
        Function function = Known();
        if (!function) {
            function = reinterpret_cast<Function>(dlsym(RTLD_DEFAULT, name_));
            function_.store(function, std::memory_order_release);
        }
        return function;
    }

    /** The function that Find has found. Realtime-safe. */
    Function Known() const { return function_.load(std::memory_order_acquire); }

private:
    const char *name_;
    std::atomic<Function> function_ = nullptr;
};

constinit Neighbour<decltype(&nj_net_mesh_session)> sessions("nj_net_mesh_session");
constinit Neighbour<decltype(&nj_net_mesh_cycle)> cycles("nj_net_mesh_cycle");
constinit Neighbour<decltype(&nj_net_set_session)> settings("nj_net_set_session");

} // namespace

int nj_mesh_find_session(nj_mesh_session *session) noexcept {
    const auto report = sessions.Find();
    return report && cycles.Find() ? report(session) : 0;
}

uint32_t nj_mesh_find_cycle() noexcept {
    const auto find = cycles.Known();
    return find ? find() : NJ_NO_MESH_CYCLE;
}

int nj_mesh_set_session(const char *words, uint32_t length, char *problem, uint32_t size) noexcept {
    if (const auto set = settings.Find())
        return set(words, length, problem, size);
    std::snprintf(problem, size, "its jack_net.so is of a version that cannot be set while it runs");
    return 0;
}
