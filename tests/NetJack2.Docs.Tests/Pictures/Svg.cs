// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using System.Text;

namespace NetJack2.Docs.Tests.Pictures;

/// <summary>A picture of boxes, lines and words, as SVG.</summary>
/// <remarks>All numbers are pixels. The same calls give the same bytes.</remarks>
internal sealed class Svg
{
    public const string Ink = "#222", Pale = "#777";

    private readonly StringBuilder _text = new();

    public Svg(int width, int height, string title)
    {
        Add($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif">""");
        Add($"<title>{title}</title>");
        Add("""<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">""");
        Add($"""<path d="M0 0L8 4L0 8z" fill="{Ink}"/></marker></defs>""");
        Add($"""<rect width="{width}" height="{height}" fill="#fff"/>""");
    }

    public void Box(int x, int y, int width, int height, string fill)
        => Add($"""<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="5" fill="{fill}" stroke="{Ink}"/>""");

    public void Arrow(double x, double y, double toX, double toY)
        => Add($"""<path d="M{x} {y}L{toX} {toY}" fill="none" stroke="{Ink}" marker-end="url(#tip)"/>""");

    /// <summary>An arrow down to a depth, along it, and up again to the height where it began.</summary>
    public void Bend(int x, int y, int toX, int depth)
        => Add($"""<path d="M{x} {y}L{x} {depth}L{toX} {depth}L{toX} {y + 2}" fill="none" stroke="{Ink}" marker-end="url(#tip)"/>""");

    public void Dashes(int x, int y, int toX, int toY)
        => Add($"""<path d="M{x} {y}L{toX} {toY}" fill="none" stroke="{Pale}" stroke-dasharray="4 4"/>""");

    /// <param name="anchor">start, middle or end: what of the words is at x.</param>
    public void Words(double x, double y, string words, string anchor = "middle", int size = 13, bool isBold = false, string colour = Ink)
    {
        string weight = isBold ? " font-weight=\"bold\"" : "";
        Add($"""<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}" fill="{colour}"{weight}>{words}</text>""");
    }

    public override string ToString() => $"{_text}</svg>\n";

    private void Add(FormattableString line) => _text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private void Add(string line) => _text.Append(line).Append('\n');
}
