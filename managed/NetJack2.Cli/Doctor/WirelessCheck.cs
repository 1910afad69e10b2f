// SPDX-License-Identifier: GPL-2.0-or-later
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace NetJack2.Cli.Doctor;

/// <summary>What makes Wi-Fi late, and masters hard to find over it.</summary>
internal static class WirelessCheck
{
    private const string Asked = "iw";

    public static IEnumerable<Finding> Run(IPEndPoint target)
    {
        IPAddress? own = OwnAddress(target);
        WirelessInterface[] cards =
        [
            .. NetworkInterface.GetAllNetworkInterfaces()
                .Where(card => card.OperationalStatus == OperationalStatus.Up && Path.Exists($"/sys/class/net/{card.Name}/phy80211"))
                .Select(card => new WirelessInterface(
                    card.Name, SystemCommand.Run(Asked, "dev", card.Name, "get", "power_save"),
                    card.GetIPProperties().UnicastAddresses.Any(address => address.Address.Equals(own)))),
        ];
        return Describe(cards, target.Address, SystemCommand.Find(Asked) is not null);
    }

    /// <summary>Returns the findings about the Wi-Fi interfaces.</summary>
    /// <param name="cards">The interfaces.</param>
    /// <param name="target">The group, or the address of the master.</param>
    /// <param name="isAsked">Whether there is the program that knows whether they save power.</param>
    public static IEnumerable<Finding> Describe(IReadOnlyList<WirelessInterface> cards, IPAddress target, bool isAsked)
    {
        foreach (WirelessInterface card in cards)
        {
            if (!isAsked)
                yield return new Finding(Verdict.Note, $"Whether Wi-Fi interface {card.Name} saves power is not known.", "apt install iw");
            else if (card.SavesPower == true)
                yield return new Finding(
                    Verdict.Note,
                    $"Wi-Fi interface {card.Name} saves power: packets wait for it at the access point, for 0.1 s and more.",
                    $"sudo iw dev {card.Name} set power_save off. "
                        + "For good, with NetworkManager: nmcli connection modify NAME 802-11-wireless.powersave 2");
            else if (card.SavesPower == false)
                yield return new Finding(Verdict.Good, $"Wi-Fi interface {card.Name} does not save power.");
        }
        if (cards.FirstOrDefault(card => card.IsOnRoute) is not { } way)
            yield break;
        yield return Group.Is(target)
            ? new Finding(
                Verdict.Note,
                $"The route to {target} is Wi-Fi ({way.Name}): access points send multicast late, without repeats, or not at all.",
                "Only announcements use it. If no master answers: -a ADDRESS on the slave, with the master's address. "
                    + "The slave's option for Wi-Fi is --wlan")
            : new Finding(Verdict.Note, $"The route to {target} is Wi-Fi ({way.Name}).", "The slave's option for Wi-Fi is --wlan");
    }

    private static IPAddress? OwnAddress(IPEndPoint target)
    {
        try
        {
            return NetworkChecks.OwnAddressTo(target);
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
