// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Statistics.Untrusted;

/// <summary>Where the user whom this process runs as keeps the state of programs.</summary>
public static class StateFolder
{
    private const string Own = "netjack2";

    /// <summary>The folder of netjack2-cs: in XDG_STATE_HOME, else in the home folder; else STATE_DIRECTORY, which systemd makes for a
    /// unit with StateDirectory=. Null where there is none of them.</summary>
    public static string? Path
    {
        get
        {
            // The specification lets a relative path count for nothing.
            if (Rooted("XDG_STATE_HOME") is { } state)
                return System.IO.Path.Combine(state, Own);
            // Also without HOME: then it is that of the list of users.
            string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            if (System.IO.Path.IsPathRooted(home) && Directory.Exists(home))
                return System.IO.Path.Combine(home, ".local", "state", Own);
            return Rooted("STATE_DIRECTORY");
        }
    }

    /// <summary>The folder of the files of takes; null where there is no place for it.</summary>
    public static string? Takes => Path is { } path ? System.IO.Path.Combine(path, "takes") : null;

    // systemd separates several folders by colons.
    private static string? Rooted(string variable) =>
        Environment.GetEnvironmentVariable(variable)?.Split(':')[0] is { Length: > 0 } path && System.IO.Path.IsPathRooted(path)
            ? path
            : null;
}
