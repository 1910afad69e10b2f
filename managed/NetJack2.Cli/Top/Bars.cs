// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Cli.Top;

/// <summary>Draws numbers with block characters.</summary>
internal static class Bars
{
    private const string Heights = " ▁▂▃▄▅▆▇█";
    private const string Parts = "·▏▎▍▌▋▊▉█";
    private const int Steps = 8;

    /// <summary>Counts over time, the last one at the right. A step is twice as many, so that one is seen beside thousands.</summary>
    /// <param name="counts">Counts.</param>
    /// <param name="length">How many there are at most: so many fill the width.</param>
    /// <param name="width">Columns; each of them is the sum of as many counts.</param>
    public static string Line(IReadOnlyList<long> counts, int length, int width)
    {
        int each = length / width;
        Span<char> line = stackalloc char[width];
        for (int column = 0; column < width; column++)
        {
            int end = counts.Count - ((width - 1 - column) * each);
            long sum = 0;
            for (int index = Math.Max(0, end - each); index < end; index++)
                sum += counts[index];
            line[column] = Heights[sum <= 0 ? 0 : Math.Min(Steps, 1 + (int)long.Log2(sum))];
        }
        return line.ToString();
    }

    /// <summary>Returns a bar that shows a part of a whole, in so many columns.</summary>
    public static string Part(double part, double whole, int width)
    {
        int filled = (int)Math.Round(Math.Clamp(part / Math.Max(1, whole), 0, 1) * width * Steps);
        Span<char> bar = stackalloc char[width];
        for (int column = 0; column < width; column++)
            bar[column] = Parts[Math.Clamp(filled - (column * Steps), 0, Steps)];
        return bar.ToString();
    }
}
