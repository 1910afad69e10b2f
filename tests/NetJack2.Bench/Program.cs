using NetJack2.Bench;
using NetJack2.Bench.Adapters;
using NetJack2.Bench.Reliability;
using NetJack2.Bench.Resampling;
using NetJack2.Bench.Soaking;

return args switch
{
    ["demo", .. var options] => await Demo.RunAsync(new Arguments(options)),
    ["bench", .. var options] => await Comparison.RunAsync(new Arguments(options)),
    ["soak", .. var options] => await Soak.RunAsync(new Arguments(options)),
    ["adapters", .. var options] => await AdapterComparison.RunAsync(new Arguments(options)),
    ["reliability", "losses", .. var options] => await LossComparison.RunAsync(new Arguments(options)),
    ["reliability", "absences", .. var options] => await ReliabilityComparison.RunAsync(new Arguments(options)),
    ["resampling", .. var options] => ResamplingComparison.Run(new Arguments(options)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: demo [--original] [--seconds 15] | bench [--rounds 3] [--seconds 3] [--out FILE] | soak [--minutes 10] [--period 256] [--latency 5] [--out FILE] | reliability absences|losses [--out FILE] | adapters [--period 256] [--settle 30] [--seconds 60] [--attempts 3] [--pictures FOLDER] [--out FILE] | resampling [--seconds 0.2] [--out FILE]");
    return 2;
}
