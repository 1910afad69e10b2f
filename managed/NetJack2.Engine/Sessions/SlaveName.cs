using System.Text;
using NetJack2.Protocol;

namespace NetJack2.Engine;

/// <summary>Names from the network, as JACK clients may bear them.</summary>
public static class SlaveName
{
    // The original cuts the name of the client at this many bytes.
    private const int MaxClientName = 31;

    /// <summary>The name in a field, without what a JACK client's name or a terminal cannot bear. Allocates.</summary>
    public static string Read(ReadOnlySpan<byte> field)
    {
        ReadOnlySpan<byte> text = SessionPacket.TextOf(field);
        return Clean(text[..Math.Min(text.Length, MaxClientName)]);
    }

    /// <summary>Any text from the network, fit for a log line.</summary>
    public static string Clean(ReadOnlySpan<byte> text)
    {
        char[] characters = Encoding.UTF8.GetChars(text.ToArray());
        for (int index = 0; index < characters.Length; index++)
        {
            if (char.IsControl(characters[index]) || characters[index] is ':' or '*' or '\uFFFD')
                characters[index] = '_';
        }
        return new string(characters);
    }
}
