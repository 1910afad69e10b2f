using NetJack2.TestHosts.Processes;

namespace NetJack2.TestHosts.Hosts;

/// <summary>Keeps the processors of this machine from sleeping, as <c>idle=poll</c> does for a studio's.</summary>
/// <remarks>
/// Where the machine is a virtual one, its host takes milliseconds to bring back a processor that has slept; everything that wakes is late then, whoever wrote it.
/// The loops have the scheduler's idle class: they get what nobody else wants. They cost the host's whole power, so they are for measuring, while nothing is built.
/// </remarks>
public sealed class WakefulProcessors : IAsyncDisposable
{
    private readonly List<HostProcess> _loops = [];

    private WakefulProcessors()
    {
    }

    public static async Task<WakefulProcessors> StartAsync()
    {
        var processors = new WakefulProcessors();
        for (int processor = 0; processor < Environment.ProcessorCount; processor++)
            processors._loops.Add(await HostProcess.StartAsync("idle loop", ["chrt", "--idle", "0", "sh", "-c", "while :; do :; done"]));
        return processors;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (HostProcess loop in _loops)
            await loop.DisposeAsync();
    }
}
