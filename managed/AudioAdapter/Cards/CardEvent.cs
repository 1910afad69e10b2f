// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.AudioAdapter.Cards;

/// <summary>What a sound card's thread is waiting for has come.</summary>
public enum CardEvent
{
    /// <summary>A period is there to be read, and there is room for one to be written.</summary>
    Period,

    /// <summary>The card had stopped, because its thread was late or the computer slept, and was started again:
    /// its time begins anew.</summary>
    Restarted,

    /// <summary>The card was removed, or does not start again.</summary>
    Gone,

    /// <summary>The wait was ended.</summary>
    Woken,
}
