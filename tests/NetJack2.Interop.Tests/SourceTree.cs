// SPDX-License-Identifier: GPL-2.0-or-later
using System.Reflection;

namespace NetJack2.Interop.Tests;

/// <summary>Where the sources lie that this test was built from.</summary>
internal static class SourceTree
{
    private static readonly string s_root = typeof(SourceTree).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => string.Equals(metadata.Key, "SourceRoot", StringComparison.Ordinal)).Value!;

    public static string PathOf(string relative) => Path.Combine(s_root, relative);
}
