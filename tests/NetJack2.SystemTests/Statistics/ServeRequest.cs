// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;
using System.Text.RegularExpressions;
using NetJack2.TestHosts.Hosts;

namespace NetJack2.SystemTests.Statistics;

/// <summary>Requests to <c>netjack2 serve</c> on a host, by the shell in that host's network.</summary>
internal static partial class ServeRequest
{
    /// <summary>The body of an answer.</summary>
    /// <param name="host">Where it is served, at 127.0.0.1:8019.</param>
    /// <param name="path">What is asked for.</param>
    /// <param name="before">A command that runs the program that asks.</param>
    public static Task<string> GetAsync(TestHost host, string path, string before = "") => SendAsync(host, $"GET {path}", "", "", before);

    /// <summary>The body of the answer to an order as JSON.</summary>
    public static Task<string> PostAsync(TestHost host, string path, string json) => SendAsync(
        host, $"POST {path}", $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n", json, "");

    private static async Task<string> SendAsync(TestHost host, string request, string headers, string body, string before)
    {
        string bytes = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{request} HTTP/1.0\r\nHost: 127.0.0.1\r\n{headers}\r\n{body}"));
        string answer = await host.RunAsync(
            "sh", "-c",
            $"{before}bash -c 'exec 3<>/dev/tcp/127.0.0.1/8019; echo {bytes} | base64 -d >&3; cat <&3' || [ $? = 124 ]");
        // The journal of a process has the time before each line.
        return Time().Replace(answer, "").Replace("\r", "", StringComparison.Ordinal).Split("\n\n", 2)[1].TrimEnd();
    }

    [GeneratedRegex(@"^ *\d+\.\d{3} ", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Time();
}
