// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Bench.Reliability;

/// <summary>A part of a page, between two marks, that a program writes.</summary>
internal static class FigureBlock
{
    /// <summary>Replaces the text between <c>&lt;!-- figures: NAME --&gt;</c> and <c>&lt;!-- end of figures --&gt;</c>.</summary>
    public static async Task ReplaceAsync(string file, string name, string text)
    {
        string page = await File.ReadAllTextAsync(file), mark = $"<!-- figures: {name} -->";
        int from = page.IndexOf(mark, StringComparison.Ordinal);
        int to = from < 0 ? -1 : page.IndexOf("<!-- end of figures -->", from, StringComparison.Ordinal);
        if (to < 0) throw new InvalidOperationException($"{file} has no '{mark}' with an end; add both lines");
        await File.WriteAllTextAsync(file, $"{page[..(from + mark.Length)]}\n\n{text.Trim()}\n\n{page[to..]}");
    }
}
