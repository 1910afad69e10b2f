// SPDX-License-Identifier: GPL-2.0-or-later
// The functions that jackd looks up in audioadapter.so. Several adapters may run, each as a client of its own.
#include "common/Export.h"
#include "common/InternalClient.h"
#include "common/SignalGuard.h"
#include "common/WideVariant.h"
#include "options/AudioAdapterOptions.h"

namespace {

using namespace netjack2;

int Open(jack_client_t *client, const AudioAdapterSettings &settings) {
    SignalGuard guard;
    void *adapter = nullptr;
    return WideOr(nj_audio_adapter_open, "nj_audio_adapter_open")(client, &settings.options, &adapter) == 0
               ? 0
               : kLoadFailure;
}

void ListDevices() {
    SignalGuard guard;
    WideOr(nj_audio_adapter_list_devices, "nj_audio_adapter_list_devices")();
}

const InternalClient<AudioAdapterSettings> kAdapter = {"netjack2 adapter: a second sound card, resampled",
                                                       AudioAdapterOptions, Open, ListDevices};

} // namespace

const char *const netjack2::kModuleName = "audioadapter";

NJ_EXPORT int jack_initialize(jack_client_t *client, const char *line) {
    return kAdapter.Load(client, line);
}

NJ_EXPORT int jack_internal_initialize(jack_client_t *client, const JSList *parameters) {
    return kAdapter.Load(client, parameters);
}

/** The argument is that of the client's process callback; null for a client that jackd rejected before loading it. */
NJ_EXPORT void jack_finish(void *adapter) {
    if (adapter)
        netjack2::WideOr(nj_audio_adapter_close, "nj_audio_adapter_close")(adapter);
}

NJ_EXPORT jack_driver_desc_t *jack_get_descriptor() {
    return kAdapter.Describe();
}
