// SPDX-License-Identifier: GPL-2.0-or-later
// What the modules ask of their server, here from a client of it. The server may be jackd or PipeWire.
#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <mutex>
#include <string>
#include <vector>

#include <dlfcn.h>
#include <jack/jack.h>
#include <jack/metadata.h>
#include <jack/uuid.h>
#include <netjack2/program.h>

#include "Client.h"
#include "Process.h"
#include "common/ModuleLog.h"

namespace {

using namespace netjack2;

/** The client of this process. Ports belong to others. */
std::atomic<jack_client_t *> ownClient = nullptr;
std::atomic<bool> isFreewheeling = false;

/** Errors that libjack has printed. */
std::mutex errorsLock;
std::vector<std::string> errors;
constexpr size_t kMostErrors = 16;

void OnError(const char *text) noexcept {
    try {
        const std::scoped_lock lock(errorsLock);
        if (errors.size() < kMostErrors)
            errors.emplace_back(text);
    } catch (const std::exception &) {
        // There is no memory for a line.
    }
}

/** What libjack of jack2 prints if another client has the name; the status is that of a server that does not answer. */
constexpr const char *kNameConflict = "another running client";

bool HasError(const char *text) {
    const std::scoped_lock lock(errorsLock);
    return std::any_of(errors.begin(), errors.end(),
                       [&](const std::string &error) { return error.find(text) != std::string::npos; });
}

void OnShutdown(void *) noexcept {
    ReportServerEnded();
}

void OnFreewheel(int begins, void *) noexcept {
    isFreewheeling = begins != 0;
}

int OnPeriod(jack_nframes_t, void *) noexcept {
    return 0; // jack_get_buffer_size has it; PipeWire brings it up to date for clients with this callback
}

/** What PipeWire makes of an option: a property of each of this process's nodes, beside those that the user has set, in
    braces or without. */
void AskForQuantum(int32_t quantum) {
    const char *set = std::getenv("PIPEWIRE_PROPS");
    std::string properties = set ? set : "";
    const size_t start = properties.find_first_not_of(" \t\n{");
    properties.insert(start == std::string::npos ? 0 : start, "node.force-quantum = " + std::to_string(quantum) + " ");
    setenv("PIPEWIRE_PROPS", properties.c_str(), 1);
}

/** PipeWire prints warnings on standard error, such as that its server has ended, unless the user wants another level.
 */
void SilenceWarnings() {
    constexpr int kErrors = 1;
    const auto setLevel = reinterpret_cast<void (*)(int)>(dlsym(RTLD_DEFAULT, "pw_log_set_level"));
    if (setLevel && !std::getenv("PIPEWIRE_DEBUG"))
        setLevel(kErrors);
}

/** Before the first attempt to open a client. */
void PrepareLibrary(int32_t quantum) {
    jack_set_error_function(OnError);
    jack_set_info_function([](const char *) {});
    if (!nj_program_is_pipewire())
        return;
    SilenceWarnings();
    // The process that this one has replaced has done it.
    if (quantum != 0 && !nj_program_is_restarted())
        AskForQuantum(quantum);
}

int Open(const char *name, int32_t quantum, jack_client_t **client) {
    [[maybe_unused]] static const bool isPrepared = (PrepareLibrary(quantum), true);
    auto status = static_cast<jack_status_t>(0);
    const auto options = static_cast<jack_options_t>(JackNoStartServer | JackUseExactName);
    jack_client_t *opened = jack_client_open(name, options, &status);
    if (!opened) {
        const bool isInUse = (status & JackNameNotUnique) != 0 || HasError(kNameConflict);
        const bool isKnown = isInUse || (status & JackServerFailed) != 0;
        LogErrors(isKnown ? Errors::kDropped : Errors::kLogged);
        return isInUse ? NJ_NAME_IN_USE : isKnown ? NJ_NO_SERVER : NJ_NOT_OPENED;
    }
    jack_on_shutdown(opened, OnShutdown, nullptr);
    *client = opened;
    ownClient = opened;
    return NJ_OPENED;
}

} // namespace

int nj_program_is_pipewire() noexcept {
    // PipeWire's libjack.so.0 brings its own library with it.
    return dlsym(RTLD_DEFAULT, "pw_get_library_version") ? 1 : 0;
}

void netjack2::LogErrors(Errors fate) noexcept {
    std::vector<std::string> taken;
    {
        const std::scoped_lock lock(errorsLock);
        taken.swap(errors);
    }
    for (const std::string &error : taken)
        if (fate == Errors::kLogged)
            LogError("JACK: %s", error.c_str());
}

int nj_program_open(const char *name, int32_t quantum, jack_client_t **client) noexcept {
    try {
        return Open(name, quantum, client);
    } catch (const std::exception &exception) {
        LogError("%s", exception.what());
        return NJ_NOT_OPENED;
    }
}

// Servers notify active clients only.
int nj_program_watch(jack_client_t *client) noexcept {
    jack_set_freewheel_callback(client, OnFreewheel, nullptr);
    jack_set_buffer_size_callback(client, OnPeriod, nullptr);
    return jack_activate(client) == 0 ? 0 : -1;
}

int nj_server_update_latencies() noexcept {
    jack_client_t *client = ownClient;
    return client && jack_recompute_total_latencies(client) == 0 ? 0 : -1;
}

int nj_server_connect(const char *source, const char *destination) noexcept {
    jack_client_t *client = ownClient;
    return client && jack_connect(client, source, destination) == 0 ? 0 : -1;
}

int nj_server_is_freewheeling() noexcept {
    return isFreewheeling ? 1 : 0;
}

// Libjack gives it for a client, which is closed while the module still asks.
int32_t nj_server_load() noexcept {
    return -1;
}

// A client of another process is opened and closed by the thread of the server that serves requests.
void nj_server_await_closes() noexcept {}

// Only the server has a lock of the engine.
int nj_server_is_locked_here() noexcept {
    return 0;
}

void nj_manager_closed() noexcept {
    // The process ends, and with it the manager's place.
}

// Neither jackd nor PipeWire reports it to its clients.
int32_t nj_server_port_max() noexcept {
    return 0;
}

void nj_port_registered(jack_client_t *client, jack_port_t *port, const char *name, int32_t order) noexcept {
    const jack_uuid_t uuid = jack_port_uuid(port);
    // A server without metadata has names all the same.
    jack_set_property(client, uuid, JACK_METADATA_PRETTY_NAME, name, "text/plain");
    jack_set_property(client, uuid, JACK_METADATA_ORDER, std::to_string(order).c_str(),
                      "http://www.w3.org/2001/XMLSchema#int");
}
