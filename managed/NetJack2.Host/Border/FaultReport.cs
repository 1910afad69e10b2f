// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Host.Border;

/// <summary>
/// Reports the exceptions of a <see cref="FaultRecord"/> in the log: the first, the tenth, the hundredth, and so on. Control
/// thread.
/// </summary>
/// <param name="faults">The exceptions.</param>
/// <param name="log">The log.</param>
/// <param name="owner">Whose they are, a clause that the line begins with; empty: the module's.</param>
public sealed class FaultReport(FaultRecord faults, IControlLog log, string owner = "")
{
    private const int Growth = 10;

    private long _reported;
    private long _due = 1;

    /// <summary>Writes a line where one is due. Allocates nothing while there is none.</summary>
    public void Poll()
    {
        if (faults.Count >= _due)
            Write();
    }

    /// <summary>Writes a line where there was an exception since the last one: no later call follows.</summary>
    public void Finish()
    {
        if (faults.Count != _reported)
            Write();
    }

    private void Write()
    {
        long count = faults.Count;
        log.Warn($"{owner}internal error, please report it: {faults.Describe()}");
        _reported = count;
        while (_due <= count)
            _due *= Growth;
    }
}
