// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Linux;
using NetJack2.Host.Net;
using NetJack2.Host.Tests.Net;

namespace NetJack2.Host.Tests.Linux;

/// <summary>A descriptor is a number that the kernel gives away again at once: what is closed twice closes somebody else's file.</summary>
[NonParallelizable]
public sealed class FileDescriptorTests
{
    [Test]
    public void A_wake_event_that_is_closed_twice_leaves_the_next_one_open()
    {
        var first = new WakeEvent();
        int descriptor = first.Descriptor;
        first.Dispose();
        using var second = new WakeEvent();
        Assert.That(second.Descriptor, Is.EqualTo(descriptor), "the kernel gives the lowest number that is free");

        first.Dispose();
        first.Wake();

        Assert.That(first.Descriptor, Is.EqualTo(-1));
        Assert.That(IsOpen(second.Descriptor), Is.True);
    }

    [Test]
    public void A_socket_that_is_closed_twice_leaves_the_next_one_open()
    {
        UdpSocket first = UdpSocket.TryOpen()!;
        int descriptor = first.Descriptor;
        first.Dispose();
        using UdpSocket second = UdpSocket.TryOpen()!;
        Assert.That(second.Descriptor, Is.EqualTo(descriptor), "the kernel gives the lowest number that is free");

        first.Dispose();

        Assert.That(first.Descriptor, Is.EqualTo(-1));
        Assert.That(second.TryBind(SocketPair.AddressOf(second).Port), Is.True);
    }

    private static bool IsOpen(int descriptor) => Path.Exists($"/proc/self/fd/{descriptor}");
}
