using System.Globalization;

namespace NetJack2.Bench;

/// <summary>The few options that these commands take.</summary>
internal sealed class Arguments(string[] words)
{
    public bool Has(string name) => Array.IndexOf(words, $"--{name}") >= 0;

    public double Number(string name, double otherwise)
        => Text(name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    public string? Text(string name)
    {
        int at = Array.IndexOf(words, $"--{name}");
        return at >= 0 && at + 1 < words.Length ? words[at + 1] : null;
    }
}
