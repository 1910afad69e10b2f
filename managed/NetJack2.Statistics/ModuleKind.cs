// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Statistics;

/// <summary>The module that a page describes.</summary>
public enum ModuleKind
{
    /// <summary>netmanager.so: a session for each slave.</summary>
    NetManager = 1,

    /// <summary>jack_net.so: one session, with the master.</summary>
    NetDriver = 2,

    /// <summary>netadapter.so: one session, with the master, and a clock ratio.</summary>
    NetAdapter = 3,

    /// <summary>audioadapter.so: a sound card for each session, and a clock ratio.</summary>
    AudioAdapter = 4,

    /// <summary>netmesh.so: a link to each of the other slaves of the master.</summary>
    NetMesh = 5,
}
