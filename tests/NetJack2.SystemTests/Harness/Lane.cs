// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.SystemTests.Harness;

/// <summary>What may run beside a fixture. Lanes open in this order, one at a time.</summary>
public enum Lane
{
    /// <summary>Fixtures that check logs, files, ports and exit codes, not time: eight at a time.</summary>
    Untimed,

    /// <summary>Fixtures that check frames at a latency of 2 periods or more, and periods of 128 frames or more: six at a time.</summary>
    Tolerant,

    /// <summary>Fixtures that measure time, processor load, or frames at no latency: one at a time. The default.</summary>
    Alone,
}
