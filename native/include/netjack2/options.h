// SPDX-License-Identifier: GPL-2.0-or-later
/* The options of the modules: parsed and validated by native/, used by managed/. */
#ifndef NETJACK2_OPTIONS_H
#define NETJACK2_OPTIONS_H

#include <stdint.h>

/** Most ports of one kind in one direction; JACK's drivers keep lists of 256 and the sync packet's encoder allows 255.
 */
#define NJ_MAX_PORTS 255

/** Sample encoders, as numbered on the wire. */
#define NJ_ENCODER_FLOAT 0
#define NJ_ENCODER_INT16 1
#define NJ_ENCODER_OPUS 3

/** Whether the network latency changes, as numbered on the wire. */
#define NJ_LATENCY_CONSTANT 0
#define NJ_LATENCY_AUTO 1
#define NJ_LATENCY_STABLE 2

/** Where a module meets its peers. */
typedef struct nj_network_options {
    char address[64];        /**< multicast group, or IPv4 or IPv6[%interface] address of the master */
    char interface_name[64]; /**< network interface, by its name or one of its addresses; empty: all */
    int32_t port;            /**< UDP port, 1…65535 */
} nj_network_options;

/** A slave's request to its master. */
typedef struct nj_slave_options {
    nj_network_options network;
    char name[64];          /**< name of this slave on the master; empty: the host name */
    int32_t mtu;            /**< bytes of an IP packet, 576…9000; 0: what the path carries */
    int32_t capture_audio;  /**< audio ports master → slave, 0…255; −1: as many as the master captures */
    int32_t playback_audio; /**< audio ports slave → master, 0…255; −1: as many as the master plays */
    int32_t capture_midi;   /**< MIDI ports master → slave, 0…255; −1: as many as the master captures */
    int32_t playback_midi;  /**< MIDI ports slave → master, 0…255; −1: as many as the master plays */
    int32_t latency;        /**< network latency in periods, 0…30 */
    int32_t encoder;        /**< NJ_ENCODER_… */
    int32_t kilobits;       /**< kbit/s per channel of Opus, 8…512; 0 with other encoders */
    int32_t copies;         /**< in how many later cycles each packet is sent again, 0…4 */
    int32_t latency_mode;   /**< NJ_LATENCY_…; unless constant, latency is for masters that cannot change it */
    int32_t wlan;           /**< 1: packets are marked so that Wi-Fi sends them as voice */
} nj_slave_options;

/** The options of `jack_load netmanager`. */
typedef struct nj_manager_options {
    nj_network_options network; /**< the address: group to join, or one of this computer */
    int32_t auto_connect;       /**< 1: connect each new slave to the physical ports */
    int32_t auto_save;          /**< 1: remember the connections of each slave and restore them */
    int32_t transport;          /**< 1: share the transport with slaves that can */
    int32_t hold_time;          /**< seconds for which a disconnected slave keeps its client, 1…86400 */
    int32_t max_slaves;         /**< most slaves, including disconnected ones, 1…64 */
} nj_manager_options;

/** The options of `jackd -d net`, and what the slave has to know of its server. */
typedef struct nj_driver_options {
    nj_slave_options slave;
    int32_t auto_save; /**< 1: remember the connections and restore them, also after a restart of the server */
    int32_t transport; /**< 1: share the transport with a master that can */
    int32_t sync;      /**< 1: this server runs synchronously (jackd -S) */
    uint32_t period;   /**< frames, as the server was opened */
    uint32_t rate;     /**< Hz, as the server was opened */
} nj_driver_options;

/** The options of `jack_load audioadapter`. */
typedef struct nj_audio_adapter_options {
    char capture_device[128];  /**< ALSA's name of the capture device; empty: no capture */
    char playback_device[128]; /**< ALSA's name of the playback device; empty: no playback */
    int32_t capture_channels;  /**< capture ports, 1…255; without meaning if there is no capture */
    int32_t playback_channels; /**< playback ports, 1…255; without meaning if there is no playback */
    int32_t rate;              /**< Hz of the card; 0: that of JACK */
    int32_t period;            /**< frames per period of the card; 0: those of JACK */
    int32_t periods;           /**< periods in the card's buffer, 2…32 */
    int32_t quality;           /**< resampling quality, 0…4 */
    int32_t ring_buffer;       /**< frames between the two clocks, half of them latency; 0: the safe minimum */
    int32_t auto_connect;      /**< 1: connect the ports to the physical ports of other clients */
} nj_audio_adapter_options;

/** The options of `jack_load netadapter`. */
typedef struct nj_net_adapter_options {
    nj_slave_options slave; /**< port counts are 0…255 */
    int32_t quality;        /**< resampling quality, 0…4 */
    int32_t ring_buffer;    /**< frames between the two clocks, half of them latency; 0: the safe minimum */
    int32_t auto_connect;   /**< 1: connect the ports to the physical ports of other clients */
} nj_net_adapter_options;

/** The options of `jack_load netmesh`. */
typedef struct nj_mesh_options {
    char interface_name[64]; /**< network interface, by its name; empty: as the routes have it */
    int32_t port;            /**< UDP port of this computer, 1…65535 */
    int32_t mtu;             /**< bytes of an IP packet, 576…9000 */
    int32_t capture_audio;   /**< audio ports from each peer, 0…255 */
    int32_t playback_audio;  /**< audio ports to each peer, 0…255 */
    int32_t capture_midi;    /**< MIDI ports from each peer, 0…255 */
    int32_t playback_midi;   /**< MIDI ports to each peer, 0…255 */
    int32_t latency;         /**< periods from one to the other, 1…30; the larger of both counts */
    int32_t encoder;         /**< NJ_ENCODER_…; of both, the one that needs fewer bytes counts */
    int32_t kilobits;        /**< kbit/s per channel of Opus, 8…512; 0 with other encoders */
} nj_mesh_options;

#endif
