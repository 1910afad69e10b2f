// SPDX-License-Identifier: GPL-2.0-or-later
using System.Reflection;

namespace NetJack2.SystemTests.Harness;

/// <summary>The lane of a fixture. A fixture without this attribute runs alone.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LaneAttribute(Lane lane) : Attribute
{
    private static readonly LaneAttribute s_default = new(Lane.Alone);

    public Lane Lane => lane;

    /// <summary>About how long the fixture takes: the longest of a lane starts first, so that it does not end alone. 0: short.</summary>
    public int Seconds { get; init; }

    internal static LaneAttribute Of(Type fixture) => fixture.GetCustomAttribute<LaneAttribute>() ?? s_default;
}
