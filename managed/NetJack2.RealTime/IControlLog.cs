// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.RealTime;

/// <summary>The log of control threads, one event a line. Not for real-time threads.</summary>
public interface IControlLog
{
    /// <summary>Logs an event that needs no action. One line, without its end.</summary>
    void Info(string line);

    /// <summary>Logs a problem that the user should act on. One line, without its end.</summary>
    void Warn(string line);
}
