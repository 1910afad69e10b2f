// SPDX-License-Identifier: GPL-2.0-or-later
// The functions that jackd looks up in netadapter.so. Several adapters may run, each as a client of its own.
#include "common/Export.h"
#include "common/InternalClient.h"
#include "common/SignalGuard.h"
#include "common/WideVariant.h"
#include "options/NetAdapterOptions.h"

namespace {

using namespace netjack2;

int Open(jack_client_t *client, const nj_net_adapter_options &options) {
    SignalGuard guard;
    void *adapter = nullptr;
    return WideOr(nj_net_adapter_open, "nj_net_adapter_open")(client, &options, &adapter) == 0 ? 0 : kLoadFailure;
}

const InternalClient<nj_net_adapter_options> kAdapter = {
    "netjack2 adapter: a slave in a server with a clock of its own, resampled", NetAdapterOptions, Open};

} // namespace

const char *const netjack2::kModuleName = "netadapter";

NJ_EXPORT int jack_initialize(jack_client_t *client, const char *line) {
    return kAdapter.Load(client, line);
}

NJ_EXPORT int jack_internal_initialize(jack_client_t *client, const JSList *parameters) {
    return kAdapter.Load(client, parameters);
}

/** The argument is that of the client's process callback; null for a client that jackd rejected before loading it. */
NJ_EXPORT void jack_finish(void *adapter) {
    if (adapter)
        netjack2::WideOr(nj_net_adapter_close, "nj_net_adapter_close")(adapter);
}

NJ_EXPORT jack_driver_desc_t *jack_get_descriptor() {
    return kAdapter.Describe();
}
