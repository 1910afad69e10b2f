// SPDX-License-Identifier: GPL-2.0-or-later

// Every fixture has a thread of its own, and waits there until its lane is open: see LaneGate.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(100)]
