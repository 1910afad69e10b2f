// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;
using NetJack2.Protocol.Mesh;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Mesh;

/// <summary>A slave that is slow to report what its ports lead to costs the others little.</summary>
public sealed class LeadsLoadTests
{
    private const int Ports = 200;

    private Rig _rig = null!;

    [SetUp]
    public void Join()
    {
        _rig = new Rig(slaves: 2);
        _rig.JoinWith(jack =>
        {
            jack.Resize("system:playback_", Ports, isSource: false, isMidi: false);
            jack.Add("zyn:out_1", isSource: true);
        });
    }

    /// <summary>Its list has many pages, and each comes late.</summary>
    [Test]
    public void A_list_of_many_late_pages_holds_no_request_and_no_other_list()
    {
        DelayLeads(requestsLost: 9);
        FakePortServer slow = _rig.Meshes[0].Jack;
        string name = new('x', 310);
        for (int number = 1; number <= Ports; number++)
        {
            slow.Add($"{name}:{number}", isSource: true);
            _ = slow.TryConnect($"{name}:{number}", $"system:playback_{number}");
        }
        _rig.Studio.RunFor(3000);
        _ = _rig.Meshes[1].Jack.TryConnect("zyn:out_1", "system:playback_2");
        var musician = new Musician(_rig, _rig.Meshes[1].Desk);
        for (int count = 0; count < 5; count++)
        {
            Assert.That(musician.Ask(RequestWords.Patches, "0"), Is.LessThan(1500));
            Assert.That(musician.Status, Is.EqualTo(RequestStatus.Done));
        }
        Assert.That(LeadOf("m1", "from_slave_2"), Is.EqualTo("zyn:out_1"));
        Assert.That(LeadOf("m0", "from_slave_1"), Is.Null, "its list is not whole yet");
        _rig.Studio.RunFor(120_000);
        Assert.That(LeadOf("m0", $"from_slave_{Ports}"), Is.EqualTo($"{name}:{Ports}"));
    }

    /// <summary>It reports changes all the time, and never answers.</summary>
    [Test]
    public void A_slave_that_does_not_answer_lets_the_next_one_have_its_turn()
    {
        DelayLeads(requestsLost: int.MaxValue);
        FakePortServer silent = _rig.Meshes[0].Jack;
        _ = _rig.Meshes[1].Jack.TryConnect("zyn:out_1", "system:playback_2");
        for (int count = 0; count < 20; count++)
        {
            _ = count % 2 == 0
                ? silent.TryConnect("zyn:out_1", "system:playback_1") : silent.TryDisconnect("zyn:out_1", "system:playback_1");
            _rig.Studio.RunFor(500);
        }
        Assert.That(LeadOf("m1", "from_slave_2"), Is.EqualTo("zyn:out_1"));
    }

    private string? LeadOf(string slave, string port) => _rig.Studio.Manager.Clients
        .Last(client => string.Equals(client.Name, slave, StringComparison.Ordinal)).PortNames.GetValueOrDefault(port).Lead;

    // A request is repeated every 100 ms.
    private void DelayLeads(int requestsLost)
    {
        uint serial = 0;
        int lost = 0;
        _rig.Studio.Network.Drop = (datagram, _, target) =>
        {
            if (target.Host != Rig.HostOf(0)
                || !RequestPacket.TryOpen(datagram, MeshPacketKind.Request, out RequestPacket packet, out ReadOnlySpan<byte> words)
                || !words.StartsWith(Encoding.UTF8.GetBytes("leads")))
                return false;
            if (packet.Header.Serial != serial)
                (serial, lost) = (packet.Header.Serial, 0);
            return lost++ < requestsLost;
        };
    }
}
