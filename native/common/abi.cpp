// SPDX-License-Identifier: GPL-2.0-or-later
// The layouts of both ABIs, that of JACK and that of abi.h, checked at compile time.
#include <cstddef>

#include <netjack2/abi.h>

#include "jack/AudioDriver.h"
#include "jack/Descriptor.h"

// offsetof is only "conditionally supported" on classes with virtual functions; gcc and clang support it.
#pragma GCC diagnostic ignored "-Winvalid-offsetof"

namespace Jack {

struct DriverLayout {
    static_assert(offsetof(JackDriver, captureName_) == 16);
    static_assert(offsetof(JackDriver, playbackName_) == 81);
    static_assert(offsetof(JackDriver, alias_) == 146);
    static_assert(offsetof(JackDriver, captureLatency_) == 212);
    static_assert(offsetof(JackDriver, playbackLatency_) == 216);
    static_assert(offsetof(JackDriver, captureChannels_) == 220);
    static_assert(offsetof(JackDriver, playbackChannels_) == 224);
    static_assert(offsetof(JackDriver, beginUsecs_) == 232);
    static_assert(offsetof(JackDriver, endUsecs_) == 240);
    static_assert(offsetof(JackDriver, delayUsecs_) == 248);
    static_assert(offsetof(JackDriver, engine_) == 256);
    static_assert(offsetof(JackDriver, graph_) == 264);
    static_assert(offsetof(JackDriver, synchros_) == 272);
    static_assert(offsetof(JackDriver, engineControl_) == 280);
    static_assert(offsetof(JackDriver, clientControl_) == 288);
    static_assert(offsetof(JackDriver, slaves_) == Layout(720, 728));
    static_assert(offsetof(JackDriver, isMaster_) == Layout(744, 752));
    static_assert(offsetof(JackDriver, isRunning_) == Layout(745, 753));
    static_assert(offsetof(JackDriver, withMonitorPorts_) == Layout(746, 754));
    static_assert(offsetof(JackDriver, capturePorts_) == Layout(748, 756));
    static_assert(offsetof(JackDriver, playbackPorts_) == Layout(1772, 1780));
    static_assert(offsetof(JackDriver, monitorPorts_) == Layout(2796, 2804));
    static_assert(offsetof(JackDriver, connections_) == Layout(3824, 3832));
    static_assert(sizeof(JackDriver) == Layout(3848, 3856));
    static_assert(sizeof(JackAudioDriver) == Layout(3848, 3856));
};

} // namespace Jack

static_assert(sizeof(jack_driver_param_value_t) == 128);
static_assert(sizeof(jack_driver_param_t) == 132 && offsetof(jack_driver_param_t, value) == 4);
static_assert(sizeof(jack_driver_desc_t) == 800 && offsetof(jack_driver_desc_t, params) == 792);
static_assert(sizeof(jack_driver_param_desc_t) == 1248 && offsetof(jack_driver_param_desc_t, value) == 24);
static_assert(offsetof(jack_driver_param_desc_t, constraint) == 152);
static_assert(offsetof(jack_driver_param_desc_t, short_desc) == 160);
static_assert(sizeof(jack_driver_param_constraint_desc_t) == 264);
static_assert(offsetof(jack_driver_param_constraint_desc_t, constraint.range.max) == 136);

static_assert(sizeof(nj_network_options) == 132 && offsetof(nj_network_options, port) == 128);
static_assert(sizeof(nj_slave_options) == 240 && offsetof(nj_slave_options, name) == 132);
static_assert(offsetof(nj_slave_options, mtu) == 196 && offsetof(nj_slave_options, latency) == 216);
static_assert(sizeof(nj_manager_options) == 152 && offsetof(nj_manager_options, auto_connect) == 132);
static_assert(sizeof(nj_driver_options) == 260 && offsetof(nj_driver_options, auto_save) == 240);
static_assert(offsetof(nj_slave_options, latency_mode) == 232);
static_assert(sizeof(nj_transport) == 24 && offsetof(nj_transport, timebase) == 16);
static_assert(sizeof(nj_driver_configuration) == 40 && offsetof(nj_driver_configuration, playback_midi_latency) == 36);
static_assert(sizeof(nj_connection) == 648 && offsetof(nj_connection, other) == 325);
static_assert(NJ_PORT_NAME_SIZE == Jack::kPortNameSize);
static_assert(sizeof(nj_audio_adapter_options) == 288 && offsetof(nj_audio_adapter_options, capture_channels) == 256);
static_assert(offsetof(nj_audio_adapter_options, quality) == 276 &&
              offsetof(nj_audio_adapter_options, auto_connect) == 284);
static_assert(sizeof(nj_mesh_options) == 100 && offsetof(nj_mesh_options, port) == 64);
static_assert(sizeof(nj_mesh_session) == 40 && offsetof(nj_mesh_session, manager_host) == 16);
static_assert(sizeof(nj_net_adapter_options) == 252 && offsetof(nj_net_adapter_options, quality) == 240);
