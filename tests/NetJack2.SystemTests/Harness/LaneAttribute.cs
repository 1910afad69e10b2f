// SPDX-License-Identifier: GPL-2.0-or-later
using System.Reflection;

namespace NetJack2.SystemTests.Harness;

/// <summary>The lane of a fixture. A fixture without this attribute runs alone.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LaneAttribute(Lane lane) : Attribute
{
    public Lane Lane => lane;

    internal static Lane Of(Type fixture) => fixture.GetCustomAttribute<LaneAttribute>()?.Lane ?? Lane.Alone;
}
