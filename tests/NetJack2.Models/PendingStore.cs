// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Models;

/// <summary>A store that other threads do not see yet.</summary>
internal readonly record struct PendingStore(int Cell, int Value, bool IsRelease);
