// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Sessions.Handshake;

/// <summary>Where a slave's session stands on the master.</summary>
internal enum SlaveSessionState
{
    /// <summary>Parameters were sent; the slave has not started yet.</summary>
    Offered,

    /// <summary>Cycles are exchanged.</summary>
    Running,

    /// <summary>The slave is gone; its client waits for it, silent.</summary>
    Silent,

    /// <summary>It is given up.</summary>
    Ended,
}
