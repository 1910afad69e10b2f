// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.RealTime;

/// <summary>The log of control threads, one event a line. Not for real-time threads.</summary>
public interface IControlLog
{
    /// <summary>Something that a person may want to know.</summary>
    void Info(string line);

    /// <summary>Something that a person should do something about.</summary>
    void Warn(string line);
}
