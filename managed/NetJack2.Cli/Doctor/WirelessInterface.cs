// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Cli.Doctor;

/// <summary>An interface of Wi-Fi that is up.</summary>
/// <param name="Name">Its name.</param>
/// <param name="PowerSave">What <c>iw dev NAME get power_save</c> prints; null where it fails, as for an access point.</param>
/// <param name="IsOnRoute">Whether packets to the other side are routed over it.</param>
internal sealed record WirelessInterface(string Name, string? PowerSave, bool IsOnRoute)
{
    /// <summary>Whether it saves power; null: not known.</summary>
    public bool? SavesPower => PowerSave?.Trim() switch
    {
        "Power save: on" => true,
        "Power save: off" => false,
        _ => null,
    };
}
