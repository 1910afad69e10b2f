// SPDX-License-Identifier: GPL-2.0-or-later
using System.Net;
using NetJack2.Cli.Doctor;

namespace NetJack2.Cli.Tests;

public class WirelessCheckTests
{
    private const string On = "Power save: on\n", Off = "Power save: off\n";

    private static readonly IPAddress s_group = IPAddress.Parse("225.3.19.154");
    private static readonly IPAddress s_master = IPAddress.Parse("192.168.7.20");

    [TestCase(On, true)]
    [TestCase(Off, false)]
    [TestCase("", null)]
    [TestCase("Power save: maybe\n", null)]
    [TestCase(null, null)]
    public void What_iw_prints_is_read(string? printed, bool? expected) =>
        Assert.That(new WirelessInterface("wlan0", printed, IsOnRoute: false).SavesPower, Is.EqualTo(expected));

    [Test]
    public void An_interface_that_saves_power_is_noted_with_the_command_that_ends_it()
    {
        Finding finding = Describe(s_master, new WirelessInterface("wlp3s0", On, IsOnRoute: false)).Single();
        Assert.That(finding.Verdict, Is.EqualTo(Verdict.Note));
        Assert.That(finding.Text, Does.Contain("wlp3s0 saves power"));
        Assert.That(finding.Remedy, Does.Contain("iw dev wlp3s0 set power_save off"));
    }

    [Test]
    public void An_interface_that_does_not_is_good() => Assert.That(
        Describe(s_group, new WirelessInterface("wlan0", Off, IsOnRoute: false)).Single(),
        Is.EqualTo(new Finding(Verdict.Good, "Wi-Fi interface wlan0 does not save power.")));

    [Test]
    public void An_access_point_and_a_computer_without_Wi_Fi_have_no_finding()
    {
        Assert.That(Describe(s_group, new WirelessInterface("wlan0", null, IsOnRoute: false)), Is.Empty);
        Assert.That(Describe(s_group), Is.Empty);
    }

    [Test]
    public void Without_iw_it_is_not_known()
    {
        WirelessInterface card = new("wlan0", null, IsOnRoute: false);
        Finding finding = WirelessCheck.Describe([card], s_group, isAsked: false).Single();
        Assert.That((finding.Verdict, finding.Remedy), Is.EqualTo((Verdict.Note, "apt install iw")));
    }

    [Test]
    public void A_group_behind_an_access_point_is_noted_and_an_address_there_needs_the_profile_only()
    {
        WirelessInterface[] cards = [new("wlan0", Off, IsOnRoute: false), new("wlan1", Off, IsOnRoute: true)];
        Finding group = Describe(s_group, cards)[^1];
        Assert.That(group.Text, Does.StartWith("The route to 225.3.19.154 is Wi-Fi (wlan1)").And.Contains("multicast"));
        Assert.That(group.Remedy, Does.Contain("-a ADDRESS").And.Contains("--wlan"));
        Finding master = Describe(s_master, cards)[^1];
        Assert.That(master.Text, Is.EqualTo("The route to 192.168.7.20 is Wi-Fi (wlan1)."));
        Assert.That(master.Remedy, Does.Contain("--wlan"));
    }

    private static Finding[] Describe(IPAddress target, params WirelessInterface[] cards) =>
        [.. WirelessCheck.Describe(cards, target, isAsked: true)];
}
