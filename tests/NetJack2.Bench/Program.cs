// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using NetJack2.Bench;
using NetJack2.Bench.Adapters;
using NetJack2.Bench.Reliability;
using NetJack2.Bench.Resampling;
using NetJack2.Bench.Soaking;
using NetJack2.Bench.Watching;

return await CommandLine.RunAsync(
    new RootCommand("Demo, benchmarks and soak test of netjack2-cs on test hosts. They need root.")
    {
        Demo.Create(),
        Comparison.Create(),
        Earlier.Create(),
        AdapterComparison.Create(),
        new Command("reliability", "Compares netjack2-cs and jack2 on bad networks and with peers that fail.")
        {
            LossComparison.Create(),
            ReliabilityComparison.Create(),
        },
        ResamplingComparison.Create(),
        Soak.Create(),
        WatchingCost.Create(),
    },
    args);
