// What jackd looks up in netmanager.so. One manager at a time, started and ended by the two ways of loading it.
#include <atomic>
#include <exception>
#include <string>

#include <jack/jack.h>
#include <jack/jslist.h>
#include <netjack2/abi.h>

#include "common/Export.h"
#include "common/SignalGuard.h"
#include "options/Description.h"
#include "options/Help.h"
#include "options/InitString.h"
#include "options/ManagerOptions.h"
#include "options/Parameters.h"

namespace {

using namespace netjack2;

/** The status of a failed load; jackd reports any but 0 as JackFailure and closes the client. */
constexpr int kFailure = 1;

/** Whether a manager runs, starts or ends. Not a lock: jack_finish is called with the engine's lock held, and a thread
    that loads may want that lock. */
std::atomic<bool> loaded = false;
void *manager = nullptr;

int Refuse(const std::string &problem) {
    nj_log_error(("netmanager: " + problem).c_str());
    return kFailure;
}

int Help() {
    nj_log_info("Internal client parameters:");
    for (const auto &line : HelpLines(ManagerOptions()))
        nj_log_info(line.c_str());
    return kFailure;
}

int Open(jack_client_t *client, const nj_manager_options &options) {
    if (loaded.exchange(true)) {
        nj_log_error("Master Manager already loaded");
        return kFailure;
    }
    SignalGuard guard;
    // The client is never activated, so this is never called. Its argument is what jack_finish gets, and tells it whose end it is.
    jack_set_process_callback(client, [](jack_nframes_t, void *) { return 0; }, &manager);
    if (nj_manager_open(client, &options, &manager) == 0)
        return 0;
    manager = nullptr;
    loaded = false;
    return kFailure;
}

/** Memory may run out, but no exception goes to jackd. */
template <typename Body> int Guarded(Body body) noexcept {
    try {
        return body();
    } catch (const std::exception &exception) {
        nj_log_error(exception.what());
        return kFailure;
    }
}

} // namespace

/** `jack_load netmanager -i "…"` and session files. */
NJ_EXPORT int jack_initialize(jack_client_t *client, const char *line) {
    return Guarded([&] {
        nj_manager_options options;
        bool help = false;
        if (const auto problem = SetDefaults(options))
            return Refuse(*problem);
        if (const auto problem = ParseInitString(line, ManagerOptions(), options, help))
            return Refuse(*problem);
        return help ? Help() : Open(client, options);
    });
}

/** `jackd -I netmanager` and jackdbus. */
NJ_EXPORT int jack_internal_initialize(jack_client_t *client, const JSList *parameters) {
    return Guarded([&] {
        nj_manager_options options;
        if (const auto problem = SetDefaults(options))
            return Refuse(*problem);
        if (const auto problem = ParseParameters(parameters, ManagerOptions(), options))
            return Refuse(*problem);
        return Open(client, options);
    });
}

/** The argument is that of the client's process callback. jackd calls this also for a client that it refused before
    jack_initialize, because its name is taken, say: that is not the manager's end. */
NJ_EXPORT void jack_finish(void *owner) {
    if (owner != &manager || !manager)
        return;
    nj_manager_close(manager);
    manager = nullptr;
    loaded = false;
}

/** jackd calls this at each start, for whoever uses whatever driver: nothing managed may run here. */
NJ_EXPORT jack_driver_desc_t *jack_get_descriptor() {
    return Describe("netmanager", JackDriverNone, "netjack2 master: finds slaves on the network", ManagerOptions());
}
