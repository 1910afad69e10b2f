// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using System.Numerics;

namespace NetJack2.JackProbe;

/// <summary>The <c>--name value</c> pairs of a command line; a name without a value is a switch.</summary>
internal sealed class Options
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public static Options Parse(ReadOnlySpan<string> arguments)
    {
        var options = new Options();
        for (int i = 0; i < arguments.Length; i++)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal)) throw new ProbeException($"'{arguments[i]}' is not an option");
            bool hasValue = i + 1 < arguments.Length && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal);
            options._values[arguments[i][2..]] = hasValue ? arguments[i + 1] : "";
            if (hasValue) i++;
        }

        return options;
    }

    public bool Has(string name) => _values.ContainsKey(name);

    public string Text(string name)
        => _values.TryGetValue(name, out string? value) ? value : throw new ProbeException($"--{name} is missing");

    public string Text(string name, string otherwise) => _values.GetValueOrDefault(name, otherwise);

    public double Number(string name, double otherwise) => Has(name) ? Parse<double>(name, Text(name)) : otherwise;

    public int Count(string name, int otherwise) => Has(name) ? Parse<int>(name, Text(name)) : otherwise;

    public TimeSpan Seconds(string name, double otherwise) => TimeSpan.FromSeconds(Number(name, otherwise));

    public double[] Numbers(string name, string otherwise) => List<double>(name, otherwise);

    public int[] Counts(string name, string otherwise) => List<int>(name, otherwise);

    private T[] List<T>(string name, string otherwise)
        where T : INumber<T>
        => [.. Text(name, otherwise).Split(',').Select(item => Parse<T>(name, item))];

    private static T Parse<T>(string name, string text)
        where T : INumber<T>
        => T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out T? number)
            ? number
            : throw new ProbeException($"--{name}: '{text}' is not a number");
}
