// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Cli.Top;

/// <summary>The action of a key in <c>netjack2 top</c>.</summary>
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
