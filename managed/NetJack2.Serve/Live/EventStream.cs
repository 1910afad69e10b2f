// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers;
using System.IO.Pipelines;

namespace NetJack2.Serve.Live;

/// <summary>The stream of one client: events, and the rig as often as it is read.</summary>
/// <remarks>A client that reads slowly gets the rig less often. One reading of the pages waits for it, however slow it is.</remarks>
internal static class EventStream
{
    /// <summary>The type of what is sent.</summary>
    public const string ContentType = "text/event-stream";

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(10);

    /// <summary>Sends until the client leaves, or this program ends.</summary>
    /// <param name="feed">The feed that the client has joined.</param>
    /// <param name="writer">The body of the answer.</param>
    /// <param name="end">The end, which also comes where the client takes nothing for too long.</param>
    /// <exception cref="OperationCanceledException">That end has come.</exception>
    public static async Task SendAsync(LiveFeed feed, PipeWriter writer, CancellationTokenSource end)
    {
        // A browser that is disconnected tries again after so many milliseconds.
        writer.Write("retry: 2000\n\n"u8);
        long seen = 0;
        for (FlushResult result = default; !result.IsCompleted;)
        {
            LiveNews news = await feed.NextAsync().WaitAsync(end.Token);
            foreach (LiveEvent happened in news.Events)
            {
                if (happened.Number <= seen)
                    continue;
                Write(writer, "happened"u8, happened.Json.Span);
                seen = happened.Number;
            }
            Write(writer, "rig"u8, news.Rig.Json.Span);
            // Kestrel gives a client minutes for what the kernel had room for before.
            end.CancelAfter(s_longest);
            result = await writer.FlushAsync(end.Token);
            end.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    // JSON of these types has no line feed.
    private static void Write(PipeWriter writer, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> data)
    {
        writer.Write("event: "u8);
        writer.Write(kind);
        writer.Write("\ndata: "u8);
        writer.Write(data);
        writer.Write("\n\n"u8);
    }
}
