// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.AudioAdapter.Cards;
using NetJack2.Host.Linux;
using NetJack2.Interop;
using NetJack2.RealTime;
using NetJack2.TestHosts.Cards;

namespace NetJack2.AudioAdapter.Tests.Cards;

/// <summary>A sound card as a thread serves it, with a card whose clock, faults and cable are the test's.</summary>
[NonParallelizable]
public class AlsaCardTests
{
    private const int Rate = 48000;
    private const int Period = 1024; // a loaded machine must be very late before the card stops
    private readonly MonotonicClock _clock = new();
    private int _wake;

    [SetUp]
    public void CreateWake() => _wake = Posix.eventfd(0, Posix.EFD_NONBLOCK | Posix.EFD_CLOEXEC);

    [TearDown]
    public void CloseWake() => _ = Posix.close(_wake);

    [TestCase("format FLOAT_LE", SampleFormat.Float32)]
    [TestCase("format S16_LE", SampleFormat.Int16)]
    [TestCase("format S24_3LE", SampleFormat.Int24Packed)]
    [TestCase("format S24_LE", SampleFormat.Int24)]
    [TestCase("format S32_LE", SampleFormat.Int32)]
    public void The_format_is_one_that_the_card_has(string parameter, SampleFormat expected)
    {
        using var card = new VirtualCard("format", parameter);
        using AlsaCard opened = Open(card);
        Assert.That(opened.Capture!.Format, Is.EqualTo(expected));
        Assert.That(opened.Playback!.Format, Is.EqualTo(expected));
    }

    [Test]
    public void What_is_written_is_played_and_captured_whatever_the_access(
        [Values("RW_INTERLEAVED", "RW_NONINTERLEAVED", "MMAP_INTERLEAVED", "MMAP_NONINTERLEAVED")] string access)
    {
        const int Channels = 3;
        const int Loop = 480;
        using var card = new VirtualCard("loop", $"access {access}", $"loopback {Loop}", "format S24_3LE");
        using AlsaCard opened = Open(card, Channels, Channels);
        float[] written = new float[Channels * Period], read = new float[Channels * Period];
        var heard = new List<float>[Channels];
        for (int channel = 0; channel < Channels; channel++)
            heard[channel] = [];
        int frame = 0;
        Assert.That(opened.TryStart(), Is.True);
        for (int cycle = 0; cycle < 40; cycle++)
        {
            AwaitPeriod(card, opened);
            _ = opened.Read(read);
            for (int channel = 0; channel < Channels; channel++)
            {
                heard[channel].AddRange(read.AsSpan(channel * Period, Period));
                for (int index = 0; index < Period; index++)
                    written[(channel * Period) + index] = (frame + index + 1 + (channel * 100_000)) / 8_388_608f;
            }
            frame += Period;
            bool isWritten = opened.Write(written);
            AssumeInTime(card);
            Assert.That(isWritten, Is.True);
        }
        for (int channel = 0; channel < Channels; channel++)
        {
            // Silence until what was written first has gone through the card's buffer and the loop, then every frame.
            int first = heard[channel].FindIndex(sample => sample != 0);
            Assert.That(first, Is.EqualTo(opened.PlaybackDelay + Loop).Within(2), "the two directions start one after the other");
            for (int index = first; index < heard[channel].Count; index++)
                Assert.That(heard[channel][index] * 8_388_608f, Is.EqualTo(index - first + 1 + (channel * 100_000)));
        }
    }

    [Test]
    public void The_time_of_a_period_is_the_cards_and_not_that_of_the_wake_up()
    {
        using var card = new VirtualCard("late", "ppm 300", "jitter 1500");
        using AlsaCard opened = Open(card);
        float[] planes = new float[2 * Period];
        var times = new List<long>();
        Assert.That(opened.TryStart(), Is.True);
        while (times.Count < 60)
        {
            AwaitPeriod(card, opened);
            times.Add(opened.PeriodTime());
            _ = opened.Read(planes);
            _ = opened.Write(planes);
        }
        double expected = 1e9 * Period / (Rate * 1.0003);
        for (int index = 1; index < times.Count; index++)
            Assert.That(
                (times[index] - times[0]) / (double)index, Is.EqualTo(expected).Within(25_000.0 / index), $"period {index}, to one frame");
    }

    [Test]
    public void A_card_that_only_plays_or_only_captures_is_served_too([Values] bool captures)
    {
        using var card = new VirtualCard("half", captures ? "playback_channels 0" : "capture_channels 0");
        Use(card);
        AlsaPcmRequest request = Request(card, captures, 2);
        using AlsaCard opened = Opened(AlsaCard.Open(captures ? request : null, captures ? null : request, _clock));
        float[] planes = new float[2 * Period];
        Assert.That(opened.TryStart(), Is.True);
        for (int cycle = 0; cycle < 10; cycle++)
        {
            AwaitPeriod(card, opened);
            _ = opened.Read(planes);
            _ = opened.Write(planes);
        }
    }

    [Test]
    public void A_card_that_stops_is_started_again()
    {
        using var card = new VirtualCard("stops");
        using AlsaCard opened = Open(card);
        Assert.That(opened.TryStart(), Is.True);
        Assert.That(opened.Wait(_wake), Is.EqualTo(CardEvent.Period));
        card.Break();
        Assert.That(Until(opened, CardEvent.Restarted), Is.True);
        Assert.That(Until(opened, CardEvent.Period), Is.True);
    }

    [Test]
    [Property("Defect", "Fault-30")]
    public void A_card_that_delivers_nothing_is_given_up_after_some_restarts()
    {
        using var card = new VirtualCard("stalls");
        using AlsaCard opened = Open(card);
        Assert.That(opened.TryStart(), Is.True);
        Assert.That(opened.Wait(_wake), Is.EqualTo(CardEvent.Period));
        card.Stall(TimeSpan.FromMinutes(1));
        int restarts = 0;
        CardEvent last;
        while ((last = opened.Wait(_wake)) is CardEvent.Period or CardEvent.Restarted && restarts < 20)
        {
            restarts += last == CardEvent.Restarted ? 1 : 0;
            float[] planes = new float[2 * Period];
            _ = opened.Read(planes);
            _ = opened.Write(planes);
        }
        Assert.That((last, restarts), Is.EqualTo((CardEvent.Gone, 8)));
    }

    [Test]
    [Property("Defect", "Fault-19")]
    public void A_missing_direction_is_no_missing_device([Values] bool captures)
    {
        using var card = new VirtualCard("half", captures ? "playback_channels 0" : "capture_channels 0");
        Use(card);
        Assert.That(AlsaProbe.Exists(Request(card, capture: true, 2)), Is.EqualTo(captures));
        Assert.That(AlsaProbe.Exists(Request(card, capture: false, 2)), Is.EqualTo(!captures));
        card.SetBusy(true);
        Assert.That(AlsaProbe.Exists(Request(card, captures, 2)), Is.True, "it is in use, and there");
    }

    [Test]
    public void An_unplugged_card_is_reported_and_can_be_opened_once_it_is_plugged_in_again()
    {
        using var card = new VirtualCard("pulled");
        using (AlsaCard opened = Open(card))
        {
            Assert.That(opened.TryStart(), Is.True);
            card.Vanish();
            Assert.That(Until(opened, CardEvent.Gone), Is.True);
        }
        Assert.That(
            AlsaCard.Open(Request(card, true, 2), null, _clock).Refusal?.ToString(),
            Is.EqualTo("Capture device 'pulled' cannot be opened: there is no such device"));
        card.Return();
        using AlsaCard again = Open(card);
        Assert.That(again.TryStart(), Is.True);
        Assert.That(again.Wait(_wake), Is.EqualTo(CardEvent.Period));
    }

    [Test]
    public void A_card_in_use_by_another_program_is_reported_as_such()
    {
        using var card = new VirtualCard("busy");
        card.SetBusy(true);
        Use(card);
        Assert.That(
            AlsaCard.Open(null, Request(card, false, 2), _clock).Refusal?.ToString(),
            Does.StartWith("Playback device 'busy' cannot be opened: it is in use by another program"));
    }

    [Test]
    public void A_missing_device_is_reported_as_such()
    {
        Result<AlsaCard> opened = AlsaCard.Open(new AlsaPcmRequest("hw:31", IsCapture: true, 2, Rate, Period, 2), null, _clock);
        Assert.That(opened.Refusal?.ToString(), Is.EqualTo("Capture device 'hw:31' cannot be opened: there is no such device"));
    }

    [Test]
    public void What_the_card_has_is_taken_where_it_has_not_what_is_wanted()
    {
        using var card = new VirtualCard("other", "rate 44100", "playback_channels 8", "capture_channels 1");
        using AlsaCard opened = Open(card);
        Assert.That(opened.Rate, Is.EqualTo(44100));
        Assert.That(opened.Capture!.Channels, Is.EqualTo(1));
        Assert.That(opened.Playback!.Channels, Is.EqualTo(8));
    }

    [Test]
    public void A_wait_is_ended_from_outside()
    {
        using var card = new VirtualCard("woken");
        using AlsaCard opened = Open(card);
        ulong one = 1;
        unsafe
        {
            _ = Posix.write(_wake, &one, sizeof(ulong));
        }
        Assert.That(opened.Wait(_wake), Is.EqualTo(CardEvent.Woken), "it was not even started");
    }

    private static AlsaPcmRequest Request(VirtualCard card, bool capture, int channels)
        => new(card.Name, capture, channels, Rate, Period, 3);

    private AlsaCard Open(VirtualCard card, int capture = 2, int playback = 2)
    {
        Use(card);
        return Opened(AlsaCard.Open(Request(card, true, capture), Request(card, false, playback), _clock));
    }

    private static AlsaCard Opened(Result<AlsaCard> result) =>
        result.TryGet(out AlsaCard? card, out Refusal? refusal) ? card : throw new InvalidOperationException(refusal.ToString());

    private bool Until(AlsaCard card, CardEvent expected)
    {
        float[] planes = new float[2 * Period];
        for (int count = 0; count < 200; count++)
        {
            CardEvent found = card.Wait(_wake);
            if (found == expected)
                return true;
            if (found != CardEvent.Period)
                return false;
            _ = card.Read(planes);
            _ = card.Write(planes);
        }
        return false;
    }

    private void AwaitPeriod(VirtualCard card, AlsaCard opened)
    {
        CardEvent found = opened.Wait(_wake);
        AssumeInTime(card);
        Assert.That(found, Is.EqualTo(CardEvent.Period));
    }

    // The card itself records when it had nothing left to play, or no room: then this thread did not run for the length of its buffer.
    private static void AssumeInTime(VirtualCard card)
    {
        if (card.Xruns > 0)
            Assert.Inconclusive($"the machine was late: {string.Join('\n', card.Journal)}");
    }

    // ALSA reads the process's environment, of which .NET has a copy.
    private static void Use(VirtualCard card)
    {
        foreach ((string name, string value) in VirtualCard.EnvironmentFor(card))
            _ = SetVariable(name, value, 1);
    }

    [DllImport("libc", EntryPoint = "setenv")]
    private static extern int SetVariable(string name, string value, int overwrite);
}
