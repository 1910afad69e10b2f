// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using System.Text;
using NetJack2.Rig.Events;

namespace NetJack2.Serve.Live;

/// <summary>Reads the pages for all clients of the stream together, and only while there is one. Any thread.</summary>
/// <param name="pages">The pages.</param>
/// <param name="folder">Where they are.</param>
internal sealed class LiveFeed(RigPages pages, string folder)
{
    /// <summary>The most clients; a further one is refused.</summary>
    public const int MostClients = 32;

    // Of all modules together; a page keeps 111 of its own.
    private const int KeptEvents = 256;

    // Five times a second, and where there is much to read, no more of a processor than a fortieth, but twice a second.
    private const int Share = 40;
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(200), s_longest = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly EventFeed _feed = new(folder);
    private readonly Queue<LiveEvent> _events = [];
    private TaskCompletionSource<LiveNews> _next = Create();
    private bool _isReading;
    private long _number;

    /// <summary>How often the pages were read.</summary>
    public long Looks { get; private set; }

    /// <summary>How many clients there are.</summary>
    public int Clients { get; private set; }

    /// <summary>Begins to read for a client, if that is the first.</summary>
    /// <returns>False where there are too many already; otherwise <see cref="Leave"/> must be called.</returns>
    public bool TryJoin()
    {
        lock (_lock)
        {
            if (Clients == MostClients)
                return false;
            Clients++;
            if (!_isReading)
                _ = Task.Run(ReadAsync);
            _isReading = true;
            return true;
        }
    }

    /// <summary>Ends what <see cref="TryJoin"/> began.</summary>
    public void Leave()
    {
        lock (_lock)
            Clients--;
    }

    /// <summary>What the next look will find.</summary>
    public Task<LiveNews> NextAsync()
    {
        lock (_lock)
            return _next.Task;
    }

    private static TaskCompletionSource<LiveNews> Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task ReadAsync()
    {
        while (true)
        {
            long start = Stopwatch.GetTimestamp();
            LiveNews news = Look();
            TaskCompletionSource<LiveNews> waited;
            lock (_lock)
            {
                _isReading = Clients != 0;
                if (!_isReading)
                    return;
                (waited, _next) = (_next, Create());
            }
            waited.SetResult(news);
            TimeSpan pause = Stopwatch.GetElapsedTime(start) * Share;
            await Task.Delay(pause < s_shortest ? s_shortest : pause > s_longest ? s_longest : pause);
        }
    }

    private LiveNews Look()
    {
        Looks++;
        foreach (EventReport report in _feed.Take().TakeLast(KeptEvents))
        {
            _events.Enqueue(new LiveEvent(++_number, Encoding.UTF8.GetBytes(EventsJson.Write(report))));
            if (_events.Count > KeptEvents)
                _ = _events.Dequeue();
        }
        return new LiveNews(pages.Read(), [.. _events]);
    }
}
