// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.TestHosts.Hosts;

/// <summary>A cable between two hosts: an interface on each, made when it is plugged in. No route but those of its addresses.</summary>
public sealed class Cable
{
    private readonly CableEnd _first;
    private readonly CableEnd _second;

    private Cable(CableEnd first, CableEnd second)
    {
        _first = first;
        _second = second;
    }

    public static async Task<Cable> PlugAsync(CableEnd first, CableEnd second)
    {
        await first.Host.RunAsync(
            "ip", "link", "add", first.Device, "type", "veth", "peer", "name", second.Device, "netns", $"{second.Host.AnchorId}");
        foreach (CableEnd end in (CableEnd[])[first, second])
        {
            await end.Host.RunAsync("ip", "link", "set", end.Device, "mtu", $"{end.Mtu}");
            if (end.Address.Length != 0)
            {
                // Whether an address of IPv6 belongs to another host is not waited for.
                string[] promptly = end.Address.Contains(':', StringComparison.Ordinal) ? ["nodad"] : [];
                await end.Host.RunAsync([.. (string[])["ip", "addr", "add", end.Address, "dev", end.Device], .. promptly]);
            }

            await end.Host.RunAsync("ip", "link", "set", end.Device, "up");
        }

        return new Cable(first, second);
    }

    /// <summary>Both interfaces have been removed.</summary>
    public Task UnplugAsync() => _first.Host.RunAsync("ip", "link", "del", _first.Device);

    /// <summary>The address of an interface that the kernel makes out of nothing: fe80::….</summary>
    public static async Task<string> LinkLocalAddressAsync(TestHost host, string device)
    {
        string address = "";
        await Poll.UntilAsync(
            () => !string.IsNullOrEmpty(address = Find(host, device)), TimeSpan.FromSeconds(5), $"an address of {device}");
        return address;

        // /proc/net/if_inet6: address, index, length of the prefix, scope, flags, name. Flag 0x40: not to be used yet.
        static string Find(TestHost host, string device) => File.ReadLines($"/proc/{host.AnchorId}/net/if_inet6")
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => string.Equals(words[5], device, StringComparison.Ordinal)
                && string.Equals(words[3], "20", StringComparison.Ordinal)
                && (Convert.ToInt32(words[4], 16) & 0x40) == 0)
            .Select(words => new System.Net.IPAddress(Convert.FromHexString(words[0])).ToString())
            .FirstOrDefault("");
    }
}
