// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Models;

/// <summary>One step of a thread in a model: at most one access to shared memory, and what follows from it for the thread alone.</summary>
/// <param name="memory">The shared cells, as this thread sees them.</param>
/// <param name="own">The thread's own numbers.</param>
/// <returns>The step that comes next; <see cref="ModelThread.End"/> where the thread ends.</returns>
public delegate int ModelStep(SharedCells memory, int[] own);
