// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Statistics;

/// <summary>Texts for <see cref="SearchProblem"/>: clauses for tables and log lines.</summary>
public static class SearchProblemText
{
    /// <summary>A clause; null: there is no problem, or it is not known here.</summary>
    public static string? Of(int problem) => (SearchProblem)problem switch
    {
        SearchProblem.NoInterface => "no interface, or not the one of -I, is up and has an address",
        SearchProblem.OfferRejected => "the master's offer is not accepted",
        SearchProblem.EncodingImpossible => "the encoding is not possible with this master",
        SearchProblem.ParametersImpossible => "this server cannot have the master's period, rate or ports",
        SearchProblem.NoMemory => "there is not enough memory for the session",
        SearchProblem.ProbesUnanswered => "the master answers, but not to probes of the MTU: a firewall?",
        SearchProblem.Refused => "the master rejects this slave; the log of this server has its reason",
        SearchProblem.TooManyChanges => "masters change period, rate or ports of this server too often: are there two?",
        _ => null,
    };
}
