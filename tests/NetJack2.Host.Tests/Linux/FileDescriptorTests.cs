// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Linux;
using NetJack2.Host.Net;
using NetJack2.Host.Tests.Net;

namespace NetJack2.Host.Tests.Linux;

/// <summary>A descriptor is a number that the kernel gives away again at once: what is closed twice closes another file.</summary>
[NonParallelizable]
public sealed class FileDescriptorTests
{
    private readonly List<IDisposable> _opened = [];

    [TearDown]
    public void Close()
    {
        _opened.ForEach(opened => opened.Dispose());
        _opened.Clear();
    }

    [Test]
    public void A_wake_event_that_is_closed_twice_leaves_the_next_one_open()
    {
        var first = new WakeEvent();
        int descriptor = first.Descriptor;
        first.Dispose();
        WakeEvent second = OpenUntil(() => new WakeEvent(), opened => opened.Descriptor == descriptor);

        first.Dispose();
        first.Wake();

        Assert.That(first.Descriptor, Is.EqualTo(-1));
        Assert.That(IsOpen(second.Descriptor), Is.True);
    }

    [Test]
    public void A_socket_that_is_closed_twice_leaves_the_next_one_open()
    {
        UdpSocket first = UdpSocket.Open()!;
        int descriptor = first.Descriptor;
        first.Dispose();
        UdpSocket second = OpenUntil(() => UdpSocket.Open()!, opened => opened.Descriptor == descriptor);

        first.Dispose();

        Assert.That(first.Descriptor, Is.EqualTo(-1));
        Assert.That(second.TryBind(SocketPair.AddressOf(second).Port), Is.True);
    }

    // The kernel gives the lowest number that is free.
    private T OpenUntil<T>(Func<T> open, Predicate<T> isWanted)
        where T : IDisposable
    {
        T opened;
        do
        {
            opened = open();
            _opened.Add(opened);
        }
        while (!isWanted(opened));
        return opened;
    }

    private static bool IsOpen(int descriptor) => Path.Exists($"/proc/self/fd/{descriptor}");
}
