// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Net;

namespace NetJack2.Host.Tests.Net;

public sealed class PortOwnerTextTests
{
    [Test]
    public void The_process_that_has_a_port_is_named([Values] bool isIPv6)
    {
        using var pair = new SocketPair(isIPv6);
        ushort port = SocketPair.AddressOf(pair.First).Port;
        Assert.That(PortOwnerText.Describe(port), Does.EndWith($"process {Environment.ProcessId}"));
    }

    [Test]
    public void For_a_port_without_a_known_owner_the_message_names_the_command_to_find_it()
    {
        var pair = new SocketPair();
        ushort port = SocketPair.AddressOf(pair.First).Port;
        pair.Dispose();
        Assert.That(PortOwnerText.Describe(port), Is.EqualTo($"see who has it with ss -ulpn 'sport = :{port}'"));
    }
}
