// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;

namespace NetJack2.HeapWitness;

/// <summary>Fills the heap with arrays until there is no memory, several times, and does something useful each time after that.</summary>
internal static class Program
{
    private const int Rounds = 4;

    /// <returns>0, if the heap was full in every round and the program went on;
    /// a signal of the system if the collector crashed.</returns>
    private static int Main(string[] arguments)
    {
        int size = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        var kept = new List<byte[]>(capacity: 4096);
        for (int round = 0; round < Rounds; round++)
        {
            if (!IsFilled(kept, size))
                return 1;
            // Half of it goes, from the middle, so that what is left lies scattered.
            kept.RemoveRange(kept.Count / 4, kept.Count / 2);
            if (string.Join(' ', Enumerable.Range(0, 1000)).Length < 3000)
                return 2;
        }
        return 0;
    }

    private static bool IsFilled(List<byte[]> kept, int size)
    {
        try
        {
            while (kept.Count < 4096)
                kept.Add(new byte[size]);
            return false;
        }
        catch (OutOfMemoryException)
        {
            return true;
        }
    }
}
