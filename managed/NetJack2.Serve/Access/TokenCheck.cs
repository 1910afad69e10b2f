// SPDX-License-Identifier: GPL-2.0-or-later
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace NetJack2.Serve.Access;

/// <summary>Whether a request has the token: in a header, in a cookie, or once in the address, which then sets the cookie.</summary>
internal sealed class TokenCheck
{
    private const string Scheme = "Bearer ";

    // In seconds. A cookie without an age ends with the browser.
    private const int Year = 31_536_000;

    private readonly byte[] _token;

    // A browser keeps this in place of the token. It outlives this process, but not the token.
    private readonly string _key;

    /// <summary>Creates the check of a token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="port">The port that is served, for cookies are the same for all ports of a computer.</param>
    public TokenCheck(string token, int port)
    {
        _token = Encoding.UTF8.GetBytes(token);
        _key = Convert.ToHexStringLower(HMACSHA256.HashData(_token, "netjack2 serve"u8));
        CookieName = $"netjack2_{port}";
    }

    /// <summary>The name of the cookie, which contains the port.</summary>
    public string CookieName { get; }

    /// <summary>The value of the header that sets the cookie: no script can read it, and no other site makes a browser send it.</summary>
    public string CookieHeader => $"{CookieName}={_key}; Path=/; Max-Age={Year}; HttpOnly; SameSite=Strict";

    /// <summary>Whether a program has sent the token, or a browser the cookie.</summary>
    public bool IsAllowed(HttpRequest request) =>
        (request.Headers.Authorization is [{ } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && IsSame(_token, header[Scheme.Length..]))
        || (request.Cookies.TryGetValue(CookieName, out string? key) && IsSame(Encoding.UTF8.GetBytes(_key), key));

    /// <summary>Whether the token is in the address.</summary>
    public bool IsInAddress(HttpRequest request) => request.Query["token"] is [{ } token] && IsSame(_token, token);

    // Takes as long for a token that is nearly right as for any other of that length.
    private static bool IsSame(byte[] expected, string text) =>
        CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(text));
}
