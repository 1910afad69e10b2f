// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Link.Links;

/// <summary>A session would take more memory than it, or all sessions together, may have. Nothing was allocated for it.</summary>
public sealed class MemoryBudgetException(long bytes) : Exception($"The session would take {bytes} bytes");
