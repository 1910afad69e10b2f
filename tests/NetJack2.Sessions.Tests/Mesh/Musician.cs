// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using NetJack2.Protocol.Mesh;
using NetJack2.Sessions.Rig;

namespace NetJack2.Sessions.Tests.Mesh;

/// <summary>A program at one of the machines of a rig that asks its module.</summary>
internal sealed class Musician(Rig rig, IRequestDesk desk) : IRequester
{
    private bool _hasReply;

    /// <summary>What the last request has come to.</summary>
    public RequestStatus Status { get; private set; }

    /// <summary>The words of the last reply.</summary>
    public string[] Words { get; private set; } = [];

    /// <summary>Asks, and waits for the reply.</summary>
    /// <returns>How long it took, in milliseconds.</returns>
    public long Ask(params string[] words) => Ask(RequestWords.Write(words));

    private long Ask(ReadOnlySpan<byte> words)
    {
        _hasReply = false;
        desk.Submit(this, words);
        long time = rig.Studio.MillisecondsUntil(() => _hasReply);
        Assert.That(_hasReply, Is.True, "there is a reply");
        return time;
    }

    /// <summary>Asks for what must be done.</summary>
    public string[] Do(params string[] words)
    {
        _ = Ask(words);
        Assert.That(Status, Is.EqualTo(RequestStatus.Done), string.Join(' ', Words));
        return Words;
    }

    /// <summary>Asks for what cannot be done.</summary>
    /// <returns>Why not.</returns>
    public string Fail(params string[] words) => FailBytes(RequestWords.Write(words));

    /// <summary>Asks for what cannot be done, with words that may be no text.</summary>
    /// <returns>Why not.</returns>
    public string FailBytes(ReadOnlySpan<byte> words)
    {
        _ = Ask(words);
        Assert.That(Status, Is.EqualTo(RequestStatus.Refused), string.Join(' ', Words));
        return Words.Single();
    }

    /// <summary>A list, page by page, with so many words an entry.</summary>
    public List<string[]> List(int size, params string[] question)
    {
        var entries = new List<string[]>();
        int total;
        do
        {
            string[] page = Do([.. question, entries.Count.ToString(CultureInfo.InvariantCulture)]);
            total = int.Parse(page[0], CultureInfo.InvariantCulture);
            entries.AddRange(page.Skip(1).Chunk(size));
            Assert.That(page, Has.Length.GreaterThan(1).Or.Length.EqualTo(total == 0 ? 1 : -1), "each page has entries");
        }
        while (entries.Count < total);
        Assert.That(entries, Has.Count.EqualTo(total));
        return entries;
    }

    /// <inheritdoc/>
    public void Reply(RequestStatus status, ReadOnlySpan<byte> words) =>
        (_hasReply, Status, Words) = (true, status, RequestWords.Read(words));
}
