// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics.CodeAnalysis;
using System.Text;
using NetJack2.Rig.Events;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Serve.Live;

/// <summary>Reads the pages for all clients of the stream together, and only while there is one. Any thread.</summary>
/// <param name="pages">The pages.</param>
/// <param name="folder">Where they are.</param>
/// <param name="time">Measures the time between two readings.</param>
internal sealed class LiveFeed(RigPages pages, string folder, TimeProvider time)
{
    /// <summary>The most clients; a further one is refused.</summary>
    public const int MostClients = 32;

    /// <summary>How many of them may be other users of this computer.</summary>
    public const int MostStrangers = 8;

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
    private int _strangers;
    private long _number;

    // The end of the last reading, and the pause after it. Only the loop uses them.
    private long _looked;
    private TimeSpan _pause;

    /// <summary>Number of times that the pages were read.</summary>
    public long Reads { get; private set; }

    /// <summary>Number of clients that receive the stream at present, 0…<see cref="MostClients"/>.</summary>
    public int Clients { get; private set; }

    /// <summary>Begins to read for a client, if that is the first.</summary>
    /// <param name="isTrusted">Whether it is no other user of this computer.</param>
    /// <returns>False where there are too many already; otherwise <see cref="Leave"/> must be called.</returns>
    public bool TryJoin(bool isTrusted)
    {
        lock (_lock)
        {
            if (Clients == MostClients || (!isTrusted && _strangers == MostStrangers))
                return false;
            Clients++;
            _strangers += isTrusted ? 0 : 1;
            if (!_isReading)
                _ = Task.Run(ReadAsync);
            _isReading = true;
            return true;
        }
    }

    /// <summary>Ends what <see cref="TryJoin"/> began.</summary>
    /// <param name="isTrusted">The same as there.</param>
    public void Leave(bool isTrusted)
    {
        lock (_lock)
        {
            Clients--;
            _strangers -= isTrusted ? 0 : 1;
        }
    }

    /// <summary>Returns a task that ends with the next reading of the pages.</summary>
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
            // Before the reading: clients that join and leave cause no more of them.
            TimeSpan rest = _pause - time.GetElapsedTime(_looked);
            if (rest > TimeSpan.Zero)
                await Task.Delay(rest, time);
            lock (_lock)
            {
                _isReading = Clients != 0;
                if (!_isReading)
                    return;
            }
            long start = time.GetTimestamp();
            bool isRead = TryRead(out LiveNews? news);
            _looked = time.GetTimestamp();
            TimeSpan pause = time.GetElapsedTime(start, _looked) * Share;
            _pause = !isRead || pause > s_longest ? s_longest : pause < s_shortest ? s_shortest : pause;
            if (news is null)
                continue;
            TaskCompletionSource<LiveNews> waited;
            lock (_lock)
                (waited, _next) = (_next, Create());
            waited.SetResult(news);
        }
    }

    // An error in the pages may be over at the next reading.
    private bool TryRead([NotNullWhen(true)] out LiveNews? news)
    {
        try
        {
            news = Read();
            return true;
        }
        catch (Exception exception)
        {
            Console.Error.WriteLine($"netjack2 serve: the pages could not be read: {PlainText.Clean(exception.Message)}");
            news = null;
            return false;
        }
    }

    private LiveNews Read()
    {
        Reads++;
        foreach (EventReport report in _feed.Take().TakeLast(KeptEvents))
        {
            _events.Enqueue(new LiveEvent(++_number, Encoding.UTF8.GetBytes(EventsJson.Write(report))));
            if (_events.Count > KeptEvents)
                _ = _events.Dequeue();
        }
        return new LiveNews(pages.Read(), [.. _events]);
    }
}
