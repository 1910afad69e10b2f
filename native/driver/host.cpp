// SPDX-License-Identifier: GPL-2.0-or-later
// The functions of abi.h that the managed side of the driver calls, forwarded to the driver.
#include <exception>

#include "MeshReport.h"
#include "NetDriver.h"
#include "SessionSettings.h"
#include "common/ModuleLog.h"

namespace {

netjack2::NetDriver &Driver(void *host) {
    return *static_cast<netjack2::NetDriver *>(host);
}

} // namespace

int nj_host_configure(void *host, const nj_driver_configuration *configuration) noexcept {
    try {
        return Driver(host).Configure(*configuration);
    } catch (const std::exception &exception) {
        netjack2::LogError("%s", exception.what());
        return -1;
    }
}

int nj_host_set_latencies(void *host, const nj_driver_configuration *configuration) noexcept {
    try {
        return Driver(host).SetLatencies(*configuration) ? 0 : -1;
    } catch (const std::exception &exception) {
        netjack2::LogError("%s", exception.what());
        return -1;
    }
}

float *nj_host_capture_audio(void *host, uint32_t index) noexcept {
    return static_cast<float *>(Driver(host).CaptureAudio(index));
}

float *nj_host_playback_audio(void *host, uint32_t index) noexcept {
    return static_cast<float *>(Driver(host).PlaybackAudio(index));
}

void *nj_host_capture_midi(void *host, uint32_t index) noexcept {
    return Driver(host).CaptureMidi(index);
}

void *nj_host_playback_midi(void *host, uint32_t index) noexcept {
    return Driver(host).PlaybackMidi(index);
}

uint32_t nj_host_capture_connections(void *host, uint32_t index) noexcept {
    return Driver(host).CaptureConnections(index);
}

uint32_t nj_host_playback_connections(void *host, uint32_t index) noexcept {
    return Driver(host).PlaybackConnections(index);
}

void nj_host_take_transport(void *host, nj_transport *transport, jack_position_t *position,
                            jack_position_t *request) noexcept {
    *transport = Driver(host).Transport().Take(*position, *request);
}

void nj_host_put_transport(void *host, uint32_t state, uint32_t located, const jack_position_t *position) noexcept {
    Driver(host).Transport().Put(static_cast<jack_transport_state_t>(state), located != 0, *position);
}

void nj_host_drop_timebase(void *host) noexcept {
    Driver(host).Transport().DropTimebase();
}

void nj_host_last_cycle(void *host, nj_server_cycle *cycle) noexcept {
    *cycle = Driver(host).LastCycle();
}

void nj_host_release_transport(void *host) noexcept {
    Driver(host).Transport().Release();
}

void nj_host_set_mesh_session(void *, const nj_mesh_session *session) noexcept {
    netjack2::MeshReport::OfProcess().SetSession(*session);
}

void nj_host_set_mesh_cycle(void *, uint32_t cycle) noexcept {
    netjack2::MeshReport::OfProcess().SetCycle(cycle);
}

int nj_host_take_settings(void *, nj_slave_options *options) noexcept {
    const auto changed = netjack2::SessionSettings::OfProcess().Take();
    if (changed)
        *options = *changed;
    return changed ? 1 : 0;
}

void nj_host_put_settings(void *, const nj_slave_options *options) noexcept {
    netjack2::SessionSettings::OfProcess().Put(*options);
}

uint32_t nj_host_graph_changes(void *host) noexcept {
    return Driver(host).GraphChanges();
}

int32_t nj_host_connections(void *host, nj_connection *connections, uint32_t size) noexcept {
    try {
        return Driver(host).ListConnections(connections, size);
    } catch (const std::exception &exception) {
        netjack2::LogError("%s", exception.what());
        return -1;
    }
}

uint32_t nj_host_gone_ports(void *host, uint32_t *ports, uint32_t size) noexcept {
    return Driver(host).ReportUnregisteredPorts(ports, size);
}

uint32_t nj_host_port(void *host, const char *name) noexcept {
    return Driver(host).FindPort(name);
}

int nj_host_connect(void *host, const char *source, const char *destination) noexcept {
    return Driver(host).Connect(source, destination);
}
