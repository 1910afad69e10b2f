// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Serve.Http;

/// <summary>The files of the page, which are in this program.</summary>
internal static class PageFiles
{
    private static readonly Dictionary<string, (byte[] Bytes, string Type)> s_files = new(StringComparer.Ordinal)
    {
        ["/"] = (Read("page.html"), "text/html; charset=utf-8"),
        ["/page.css"] = (Read("page.css"), "text/css; charset=utf-8"),
        ["/icon.svg"] = (Read("icon.svg"), "image/svg+xml"),
        ["/page.js"] = (Read("page.js"), "text/javascript; charset=utf-8"),
        ["/routing.js"] = (Read("routing.js"), "text/javascript; charset=utf-8"),
    };

    /// <summary>The paths of all of them.</summary>
    public static IEnumerable<string> Paths => s_files.Keys;

    /// <summary>Returns a file of the page and its media type.</summary>
    public static bool TryGet(string path, out (byte[] Bytes, string Type) file) => s_files.TryGetValue(path, out file);

    private static byte[] Read(string name)
    {
        using Stream stream = typeof(PageFiles).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the program was built without {name}");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
