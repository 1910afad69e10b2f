// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Cli.Top;

/// <summary>What a key does.</summary>
internal enum TopKey
{
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
    Order,
    Details,
    Back,
    End,
}
