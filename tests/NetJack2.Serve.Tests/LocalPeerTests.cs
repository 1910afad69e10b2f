// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using NetJack2.Serve.Access;

namespace NetJack2.Serve.Tests;

/// <summary>Whose program is at the other end of a connection.</summary>
public class LocalPeerTests
{
    private const string Rest = "00000000:00000000 00:00000000 00000000";

    // A connection from 127.0.0.1:40000 to :8019, of user 1000.
    private const string Own = $"1: 0100007F:9C40 0100007F:1F53 01 {Rest}  1000        0 12345 1 0 20 4 30 10 -1";

    [TestCase("127.0.0.1:40000", "127.0.0.1:8019", 1000u)]
    [TestCase("[::ffff:127.0.0.1]:40000", "[::ffff:127.0.0.1]:8019", 1000u)]
    [TestCase("127.0.0.1:8019", "127.0.0.1:40000", null)]
    [TestCase("127.0.0.1:40001", "127.0.0.1:8019", null)]
    [TestCase("127.0.0.2:40000", "127.0.0.1:8019", null)]
    [TestCase("127.0.0.1:40000", "127.0.0.2:8019", null)]
    [TestCase("[::1]:40000", "[::1]:8019", null)]
    public void The_user_of_a_connection_is_read_from_the_table(string end, string otherEnd, uint? user)
        => Assert.That(UserIn(Own, end, otherEnd), Is.EqualTo(user));

    [Test]
    public void The_table_of_ipv6_has_addresses_of_both_kinds()
    {
        const string own = "00000000000000000000000001000000", mapped = "0000000000000000FFFF00000100007F";
        Assert.That(UserIn($"1: {own}:9C40 {own}:1F53 01 {Rest} 1000 0 12345 1", "[::1]:40000", "[::1]:8019"), Is.EqualTo(1000u));
        string line = $"1: {mapped}:9C40 {mapped}:1F53 01 {Rest} 1000 0 12345 1";
        Assert.That(UserIn(line, "127.0.0.1:40000", "127.0.0.1:8019"), Is.EqualTo(1000u));
        Assert.That(UserIn(line, "[::1]:40000", "[::1]:8019"), Is.Null);
    }

    /// <summary>The kernel writes user 0 for the end that a program of any user has closed.</summary>
    [TestCase("05", "0 0 0")]
    [TestCase("06", "0 0 0")]
    [TestCase("01", "0 0 0")]
    [TestCase("05", "1000 0 12345")]
    public void A_closed_end_has_no_user(string state, string userTimeOutAndInode) => Assert.That(
        UserIn($"1: 0100007F:9C40 0100007F:1F53 {state} {Rest} {userTimeOutAndInode} 1", "127.0.0.1:40000", "127.0.0.1:8019"), Is.Null);

    [TestCase("  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode")]
    [TestCase("")]
    [TestCase("a b c d e f g h i j")]
    [TestCase("1: 0100007X:9C40 0100007F:1F53 01 a b c 0 0 1")]
    [TestCase("1: :9C40 :1F53 01 a b c 0 0 1")]
    [TestCase("1: 0100007F 0100007F 01 a b c 0 0 1")]
    public void A_line_of_another_form_has_no_user(string line)
        => Assert.That(UserIn(line, "127.0.0.1:40000", "127.0.0.1:8019"), Is.Null);

    [Test]
    public void A_program_that_has_closed_its_end_is_not_trusted()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        client.Connect((IPEndPoint)listener.LocalEndpoint);
        using Socket accepted = listener.AcceptSocket();
        var peer = (IPEndPoint)accepted.RemoteEndPoint!;
        var own = (IPEndPoint)accepted.LocalEndPoint!;
        Assert.That(LocalPeer.IsTrusted(peer, own), Is.True);
        client.Close();
        Assert.That(LocalPeer.IsTrusted(peer, own), Is.False);
    }

    [Test]
    public void A_program_of_another_user_is_not_trusted()
    {
        if (!Environment.IsPrivilegedProcess)
            Assert.Ignore("only root can start a program of another user");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using Process stranger = Process.Start(
            "setpriv", ["--reuid", "65534", "--clear-groups", "bash", "-c", $"exec 3<>/dev/tcp/127.0.0.1/{port}; read -u 3"]);
        using Socket accepted = listener.AcceptSocket();
        Assert.That(LocalPeer.IsTrusted((IPEndPoint)accepted.RemoteEndPoint!, (IPEndPoint)accepted.LocalEndPoint!), Is.False);
        accepted.Close();
        stranger.WaitForExit();
    }

    private static uint? UserIn(string line, string end, string otherEnd) =>
        LocalPeer.UserIn(line, IPEndPoint.Parse(end), IPEndPoint.Parse(otherEnd));
}
