// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Protocol.Mesh;

/// <summary>The result of a request, as numbered on the wire.</summary>
public enum RequestStatus : uint
{
    /// <summary>It is done. The words of the reply are the result.</summary>
    Done = 0,

    /// <summary>It could not be done. The word of the reply is the reason, a clause in English.</summary>
    Refused = 1,

    /// <summary>There is no such machine. The word of the reply is the name that was requested.</summary>
    UnknownMachine = 2,

    /// <summary>A machine has no such port. The words of the reply are the machine and the port.</summary>
    UnknownPort = 3,
}
