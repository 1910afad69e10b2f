// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.TestHosts.Hosts;

/// <summary>One end of a cable.</summary>
/// <param name="Address">With the length of its prefix; empty: only what the kernel gives, fe80::….</param>
public sealed record CableEnd(TestHost Host, string Device, string Address = "", int Mtu = 1500);
