// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;
using NetJack2.Protocol.Mesh;
using NetJack2.Sessions.Rig;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Sessions.Mesh;

/// <summary>The outcome of a request, while the manager works on it.</summary>
/// <remarks>Control thread.</remarks>
internal sealed class RequestOutcome
{
    // Beside the longest names of two ports that leaves room in a packet.
    private const int MostBytes = 360;
    private const int MostBytesOfACharacter = 3;

    /// <summary>The status of the reply.</summary>
    public RequestStatus Status { get; private set; }

    /// <summary>The words of the reply: the result, the reason, or the names that do not exist.</summary>
    public byte[] Words { get; private set; } = [];

    /// <summary>Why it could not be done, as a clause; empty where it is done.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>Whether the same can never be done: waiting for machines and ports does not help.</summary>
    public bool IsLasting { get; private set; }

    /// <summary>A text that may come from another machine, so short that it fits.</summary>
    public static string Cut(string text) =>
        Encoding.UTF8.GetByteCount(text) <= MostBytes ? text : text[..Math.Min(text.Length, MostBytes / MostBytesOfACharacter)];

    /// <summary>Sets the outcome: the request is done, with these words as the result.</summary>
    public void Finish(ReadOnlySpan<byte> words) => (Status, Words, Problem) = (RequestStatus.Done, words.ToArray(), "");

    /// <summary>Sets the outcome: the request could not be done now, for this reason.</summary>
    public void Refuse(string reason)
    {
        (Status, Problem) = (RequestStatus.Refused, Cut(reason));
        Words = RequestWords.Write(Problem);
    }

    /// <summary>Sets the outcome: the request can never be done, for this reason.</summary>
    public void Reject(string reason)
    {
        Refuse(reason);
        IsLasting = true;
    }

    /// <summary>Sets the outcome: the patch is kept, and the reply is what it waits for.</summary>
    public void Wait() => (Status, Words) = (RequestStatus.Done, RequestWords.Write(Problem));

    /// <summary>Sets the outcome: there is no machine of this name.</summary>
    public void MissMachine(string name) =>
        (Status, Words, Problem) =
            (RequestStatus.UnknownMachine, RequestWords.Write(name), Cut($"there is no machine '{name}' in the rig"));

    /// <summary>Sets the outcome: the machine has no port of this name.</summary>
    public void MissPort(string machine, string port) =>
        (Status, Words, Problem) =
            (RequestStatus.UnknownPort, RequestWords.Write(machine, port), Cut($"there is no port '{port}' on '{machine}'"));

    /// <summary>Takes the reply of a machine.</summary>
    /// <param name="call">The request to it.</param>
    /// <param name="port">The port that it was about.</param>
    /// <returns>Whether it has done what it was to do; otherwise that is the outcome.</returns>
    public bool Accept(MachineCall call, string port)
    {
        string machine = call.Machine.Name;
        switch (call.Status)
        {
            case RequestStatus.Done:
                return true;
            case RequestStatus.UnknownPort:
                MissPort(machine, port);
                return false;
            default:
                string reason = call.Words is [var first, ..] ? PlainText.Clean(first) : "it gives no reason";
                Refuse($"'{machine}': {reason}");
                IsLasting = reason.EndsWith(MachineRequests.WrongDirection, StringComparison.Ordinal);
                return false;
        }
    }
}
