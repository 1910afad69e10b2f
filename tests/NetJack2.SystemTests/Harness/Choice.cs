// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.SystemTests.Harness;

/// <summary>A test run has time for a choice of the combinations of each kind; with NETJACK2_FULL=1 it has for all of them.</summary>
internal static class Choice
{
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("NETJACK2_FULL") is "1";

    /// <summary>The first ones, and with NETJACK2_FULL=1 the others too.</summary>
    public static IEnumerable<T> Of<T>(IEnumerable<T> always, IEnumerable<T> more) => IsFull ? [.. always, .. more] : always;
}
