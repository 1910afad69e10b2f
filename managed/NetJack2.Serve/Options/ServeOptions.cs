// SPDX-License-Identifier: GPL-2.0-or-later
using System.Net;
using NetJack2.RealTime;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Serve.Options;

/// <summary>The options of the command line.</summary>
/// <param name="Address">Where the page is served.</param>
/// <param name="Token">What a client must have; null: only programs of this computer can connect, and need none.</param>
internal sealed record ServeOptions(IPEndPoint Address, string? Token)
{
    /// <summary>The text that --help prints.</summary>
    public const string Help = """
        Usage: netjack2 serve [--http ADDRESS:PORT] [--token TOKEN]

        Shows the rig in a browser, and to Prometheus, until it is interrupted.

          --http ADDRESS:PORT  Where; 127.0.0.1:8019 by default. Port 0 is a free one.
          --token TOKEN        What a client must have: 16 to 128 letters, digits and
                               -._~; @FILE reads it from a file. Needed where ADDRESS
                               is not one of loopback. Open /?token=TOKEN in a
                               browser once; programs send Authorization: Bearer TOKEN.

        """;

    private const string Form = "ADDRESS:PORT, as in 127.0.0.1:8019 or [::1]:8019";
    private const int UsualPort = 8019, LeastToken = 16, MostToken = 128, MostBytes = 1024;
    private const string OtherTokenCharacters = "-._~";

    /// <summary>Whether the command line asks for help, whatever else it has.</summary>
    public static bool IsHelp(string[] words) => words.Any(word => word is "-h" or "--help");

    /// <summary>Reads the words of the command line.</summary>
    /// <param name="words">The words.</param>
    /// <returns>The options, or what is wrong, and what to do: one line.</returns>
    public static Result<ServeOptions> Read(IReadOnlyList<string> words)
    {
        var options = new ServeOptions(new IPEndPoint(IPAddress.Loopback, UsualPort), Token: null);
        for (int index = 0; index < words.Count; index++)
        {
            string[] parts = words[index].Split('=', 2);
            string name = parts[0];
            if (name is not ("--http" or "--token"))
                return new Refusal($"there is no option '{PlainText.Clean(name)}': see netjack2 serve --help");
            string? value = parts.Length == 2 ? parts[1] : ++index < words.Count ? words[index] : null;
            if (value is null)
                return new Refusal(name is "--http" ? $"--http needs {Form}" : "--token needs a token, or @FILE");
            if ((name is "--http" ? ReadAddress(value, ref options) : ReadToken(value, ref options)).Refusal is { } refusal)
                return refusal;
        }
        return options.Token is null && !IPAddress.IsLoopback(options.Address.Address)
            ? new Refusal($"--http {options.Address} can be reached from the network: add --token TOKEN") : options;
    }

    // A number alone is an address to .NET, and an address alone has port 0.
    private static Result ReadAddress(string text, ref ServeOptions options)
    {
        string full = text.StartsWith("localhost:", StringComparison.Ordinal) ? IPAddress.Loopback + text["localhost".Length..] : text;
        int end = full.LastIndexOf(':');
        bool hasAddress = end > 0 && (full[0] == '[' ? full[end - 1] == ']' : full.IndexOf(':', StringComparison.Ordinal) == end
            && full.AsSpan(0, end).Count('.') == 3);
        if (!hasAddress || end == full.Length - 1 || !IPEndPoint.TryParse(full, out IPEndPoint? address))
            return new Refusal($"--http must be {Form}, and not '{PlainText.Clean(text)}'");
        options = options with { Address = address };
        return Result.Success;
    }

    private static Result ReadToken(string text, ref ServeOptions options)
    {
        string token = text;
        if (text.StartsWith('@'))
        {
            try
            {
                token = System.Text.Encoding.UTF8.GetString(PlainFile.Read(text[1..], MostBytes, mayBeLink: true).Bytes).Trim();
            }
            catch (IOException exception)
            {
                return new Refusal($"--token: {PlainText.Clean(text[1..])}: {exception.Message}");
            }
        }
        options = options with { Token = token };
        return token.Length is >= LeastToken and <= MostToken && token.All(IsOfToken) ? Result.Success : new Refusal(
            $"the token must have {LeastToken} to {MostToken} letters, digits and {OtherTokenCharacters}: openssl rand -hex 16 makes one");
    }

    // Those that stay as they are in an address, a header and a shell.
    private static bool IsOfToken(char character) =>
        char.IsAsciiLetterOrDigit(character) || OtherTokenCharacters.Contains(character, StringComparison.Ordinal);
}
