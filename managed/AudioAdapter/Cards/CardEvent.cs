// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.AudioAdapter.Cards;

/// <summary>The event that ended a wait of a sound card's thread.</summary>
public enum CardEvent
{
    /// <summary>A period can be read, and there is room to write one.</summary>
    Period,

    /// <summary>The card had stopped, because its thread was late or the computer slept, and was started again: its time begins
    /// anew.</summary>
    Restarted,

    /// <summary>The card was removed, or does not start again: it must be closed.</summary>
    Gone,

    /// <summary>Another thread ended the wait.</summary>
    Woken,
}
