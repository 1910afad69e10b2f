// SPDX-License-Identifier: GPL-2.0-or-later
// The functions that jackd looks up in netmanager.so. A server has one manager at a time.
#include "common/Export.h"
#include "common/InternalClient.h"
#include "common/SingleClient.h"
#include "options/ManagerOptions.h"

namespace {

using namespace netjack2;

constinit SingleClient<nj_manager_options> manager(nj_manager_open, nj_manager_close);

int Open(jack_client_t *client, const nj_manager_options &options) {
    if (manager.TryEnter())
        return manager.Open(client, options);
    LogError("this server has a manager already");
    return kLoadFailure;
}

const InternalClient<nj_manager_options> kManager = {"netjack2 master: finds slaves on the network", ManagerOptions,
                                                     Open};

} // namespace

const char *const netjack2::kModuleName = "netmanager";

NJ_EXPORT int jack_initialize(jack_client_t *client, const char *line) {
    return kManager.Load(client, line);
}

NJ_EXPORT int jack_internal_initialize(jack_client_t *client, const JSList *parameters) {
    return kManager.Load(client, parameters);
}

NJ_EXPORT void jack_finish(void *owner) {
    manager.Finish(owner);
}

void nj_manager_closed() noexcept {
    manager.Closed();
}

NJ_EXPORT jack_driver_desc_t *jack_get_descriptor() {
    return kManager.Describe();
}
