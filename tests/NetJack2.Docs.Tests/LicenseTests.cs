// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Docs.Tests;

/// <summary>A file that is copied elsewhere still names its license.</summary>
public class LicenseTests
{
    private const string Identifier = "SPDX-License-Identifier: GPL-2.0-or-later";

    private static readonly string[] s_folders =
        [
            "managed", "tests", "native", "scripts", "cmake", "packaging", ".ci",
            "interop/Alsa", "interop/Jack", "interop/Native", "interop/Opus", "interop/Posix",
        ];

    // The last ones: scripts, services and the like that have no extension of a language.
    private static readonly string[] s_kinds =
        [
            ".cs", ".csproj", ".props", ".targets", ".proj", ".cpp", ".h", ".sh", ".cmake", ".py", ".js", ".css", ".html", ".awk",
            ".bash", ".fish", ".conf", ".in", "",
        ];

    // Formats of Debian in which a comment is not possible.
    private static readonly string[] s_data = ["conffiles", "copyright", "triggers.in"];

    private static IEnumerable<string> Files =>
        from folder in s_folders
        from file in Directory.EnumerateFiles(Page.InTree(folder), "*", SearchOption.AllDirectories)
        where s_kinds.Contains(Path.GetExtension(file), StringComparer.Ordinal) || Path.GetFileName(file) is "CMakeLists.txt"
        where !s_data.Contains(Path.GetFileName(file), StringComparer.Ordinal)
        select file;

    [Test]
    public void Every_hand_written_file_begins_with_its_license()
        => Assert.That(Files.Where(file => !HasLicense(file)).Select(file => Path.GetRelativePath(Page.InTree("."), file)), Is.Empty);

    [Test]
    public void Every_folder_of_sources_is_searched()
        => Assert.That(
            s_folders.Select(folder => Files.Count(file => file.StartsWith(Page.InTree(folder), StringComparison.Ordinal))), Has.None.Zero);

    [Test]
    public void The_license_is_the_one_that_the_files_name()
        => Assert.That(File.ReadLines(Page.InTree("LICENSE")).First(), Is.EqualTo(Identifier));

    [TestCase(".css")]
    [TestCase(".html")]
    [TestCase(".awk")]
    [TestCase("")]
    public void Files_of_each_kind_are_searched(string kind)
        => Assert.That(Files.Count(file => string.Equals(Path.GetExtension(file), kind, StringComparison.Ordinal)), Is.Not.Zero);

    private static bool HasLicense(string file)
        => File.ReadLines(file).SkipWhile(IsForTheSystem).FirstOrDefault()
            is { } first && first.Trim('/', '#', '<', '!', '-', '>', '*', ' ').Equals(Identifier, StringComparison.Ordinal);

    // What must be the first line of such a file
    private static bool IsForTheSystem(string line)
        => line.StartsWith("#!", StringComparison.Ordinal) || line.StartsWith("#compdef ", StringComparison.Ordinal)
            || line.Equals("<!DOCTYPE html>", StringComparison.Ordinal);
}
