// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Rig.Requests;

/// <summary>Suggestions for a name that does not exist.</summary>
internal static class NearestName
{
    /// <summary>The name that needs the fewest changes of a character; null where all of it would have to change.</summary>
    public static string? Of(string name, IEnumerable<string> names)
    {
        string? nearest = null;
        int least = name.Length;
        foreach (string other in names)
        {
            int distance = Distance(name, other);
            if (distance < least)
                (nearest, least) = (other, distance);
        }
        return nearest;
    }

    // Of Levenshtein; capital letters count as small ones.
    private static int Distance(string first, string second)
    {
        int[] row = [.. Enumerable.Range(0, second.Length + 1)];
        for (int place = 1; place <= first.Length; place++)
        {
            int diagonal = row[0];
            row[0] = place;
            for (int column = 1; column <= second.Length; column++)
            {
                int change = char.ToUpperInvariant(first[place - 1]) == char.ToUpperInvariant(second[column - 1]) ? 0 : 1;
                int best = Math.Min(Math.Min(row[column] + 1, row[column - 1] + 1), diagonal + change);
                (diagonal, row[column]) = (row[column], best);
            }
        }
        return row[^1];
    }
}
