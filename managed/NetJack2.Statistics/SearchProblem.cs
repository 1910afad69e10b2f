// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Statistics;

/// <summary>Why the last attempt of a slave to begin a session failed.</summary>
/// <remarks>See <see cref="SessionCounters.LastProblem"/>. The log has details.</remarks>
public enum SearchProblem
{
    /// <summary>No attempt has failed since the last session began.</summary>
    None,

    /// <summary>No interface, or not the chosen one, is up and has an address.</summary>
    NoInterface,

    /// <summary>The master's offer has a value out of range, or answers another announcement.</summary>
    OfferRejected,

    /// <summary>The encoding is not possible with this master or on this computer.</summary>
    EncodingImpossible,

    /// <summary>The slave's server cannot have the master's period, rate or ports.</summary>
    ParametersImpossible,

    /// <summary>The session needs more memory than there is.</summary>
    NoMemory,

    /// <summary>The master's answer arrived, but none to a probe of the MTU.</summary>
    ProbesUnanswered,

    /// <summary>The master rejects the slave: with a SESSION_REFUSED, so it is netjack2-cs.</summary>
    Refused,

    /// <summary>Masters have changed period, rate or ports of the slave's server too often.</summary>
    TooManyChanges,
}
