// SPDX-License-Identifier: GPL-2.0-or-later

// One test at a time: each measures what servers do in real time.
[assembly: NonParallelizable]
[assembly: LevelOfParallelism(1)]
