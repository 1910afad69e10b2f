// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Docs.Tests.Pictures;

/// <summary>The life of a cycle at a network latency of two periods, in a synchronous slave.</summary>
internal static class CyclePicture
{
    private const string Sent = "#cfe2f3", Played = "#d9ead3", Graph = "#fff2cc", Other = "#fff";
    private const int Left = 130, Period = 250, Step = 76, Height = 44, Master = 90, Slave = 250, First = 10;

    public static string Draw()
    {
        var svg = new Svg(900, 390, "The life of a cycle");
        svg.Words(450, 28, "Cycle 10 at a network latency of 2 periods", size: 16, isBold: true);
        DrawLanes(svg);
        for (int period = 0; period < 3; period++)
        {
            int x = Left + (period * Period), cycle = First + period;
            DrawStep(svg, x + 8, Master, $"send {cycle}", Sent);
            DrawStep(svg, x + 8 + Step, Master, "receive", Other);
            DrawStep(svg, x + 8 + (2 * Step), Master, $"play {cycle - 2}", Played);
        }
        // The slave runs a cycle when all of it has arrived, a little after it was sent.
        for (int period = 0; period < 2; period++)
        {
            int x = Left + (period * Period) + 70, cycle = First + period;
            DrawStep(svg, x, Slave, $"read {cycle}", Played);
            DrawStep(svg, x + Step, Slave, "graph", Graph);
            DrawStep(svg, x + (2 * Step), Slave, $"write {cycle}", Sent);
        }
        svg.Arrow(Left + 40, Master + Height, Left + 100, Slave - 2);
        svg.Words(Left + 82, 195, "send direction", "start", size: 12);
        svg.Arrow(Left + 262, Slave, Left + Period + 106, Master + Height + 2);
        svg.Words(Left + Period + 62, 215, "return direction", "start", size: 12);
        svg.Bend(Left + Period + 130, Master + Height, Left + (2 * Period) + 198, Master + Height + 24);
        svg.Words(Left + Period + 140, 176, "the answer waits in the window of the master", "start", size: 12);
        svg.Words(450, 350, "The answer carries the number of its cycle. A lost cycle costs its own samples, never the latency.", size: 12);
        svg.Words(450, 370, "An asynchronous slave writes before the graph: the samples of the previous period.", size: 12);
        return svg.ToString();
    }

    private static void DrawLanes(Svg svg)
    {
        svg.Words(20, Master + 20, "Master", "start", isBold: true);
        svg.Words(20, Master + 37, "process callback", "start", size: 11);
        svg.Words(20, Slave + 20, "Slave", "start", isBold: true);
        svg.Words(20, Slave + 37, "driver thread", "start", size: 11);
        for (int period = 0; period <= 3; period++)
        {
            int x = Left + (period * Period);
            svg.Dashes(x, 55, x, 320);
            if (period < 3)
                svg.Words(x + (Period / 2), 70, $"period {First + period}", size: 12, colour: Svg.Pale);
        }
    }

    private static void DrawStep(Svg svg, int x, int y, string words, string fill)
    {
        svg.Box(x, y, Step - 4, Height, fill);
        svg.Words(x + ((Step - 4) / 2), y + 27, words, size: 12);
    }
}
