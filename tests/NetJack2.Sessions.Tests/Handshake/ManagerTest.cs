// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Sessions.Handshake;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

/// <summary>A manager in a virtual world of its own, for each test.</summary>
[NonParallelizable]
public abstract class ManagerTest
{
    internal static PeerAddress Stranger { get; } = new(Studio.StrangerHost, 5000);

    internal Studio World { get; private set; } = null!;

    internal ManagerStation Manager { get; private set; } = null!;

    [SetUp]
    public void LoadManager()
    {
        World = new Studio();
        Manager = World.LoadManager();
    }

    internal void Reload(ManagerLimits limits)
    {
        Manager.Close();
        Manager = World.LoadManager(limits);
    }

    internal void Receive(byte[] datagram, PeerAddress source) => Manager.Sessions.Receive(datagram, source);
}
