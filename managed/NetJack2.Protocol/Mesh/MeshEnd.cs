// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Session;

namespace NetJack2.Protocol.Mesh;

/// <summary>One computer's port counts and latency towards each of the others in a mesh.</summary>
/// <param name="ToAudio">Audio ports to a peer, 0…255.</param>
/// <param name="FromAudio">Audio ports from a peer.</param>
/// <param name="ToMidi">MIDI ports to a peer.</param>
/// <param name="FromMidi">MIDI ports from a peer.</param>
/// <param name="Latency">Cycles from one to the other, 1…30; the larger of both ends counts.</param>
/// <param name="Mtu">Bytes of an IP packet, 576…9000.</param>
/// <param name="Encoder">How samples travel.</param>
/// <param name="Kilobits">With Opus, kilobits (of 1024 bits) per second and channel, 8…512; otherwise 0.</param>
public readonly record struct MeshEnd(
    int ToAudio, int FromAudio, int ToMidi, int FromMidi, int Latency, int Mtu, SampleEncoder Encoder, int Kilobits);
