// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Docs.Tests;

/// <summary>A file that is copied elsewhere still names its license.</summary>
public class LicenseTests
{
    private const string Identifier = "SPDX-License-Identifier: GPL-2.0-or-later";

    private static readonly string[] s_folders =
        [
            "managed", "tests", "native", "scripts", "cmake", "packaging",
            "interop/Alsa", "interop/Native", "interop/Opus", "interop/Posix",
        ];

    private static readonly string[] s_kinds = [".cs", ".csproj", ".props", ".targets", ".cpp", ".h", ".sh", ".cmake", ".py", ".js"];

    private static IEnumerable<string> Files =>
        from folder in s_folders
        from file in Directory.EnumerateFiles(Page.InTree(folder), "*", SearchOption.AllDirectories)
        where s_kinds.Contains(Path.GetExtension(file), StringComparer.Ordinal) || Path.GetFileName(file) is "CMakeLists.txt"
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

    private static bool HasLicense(string file)
        => File.ReadLines(file).SkipWhile(line => line.StartsWith("#!", StringComparison.Ordinal)).FirstOrDefault()
            is { } first && first.Trim('/', '#', '<', '!', '-', '>', ' ').Equals(Identifier, StringComparison.Ordinal);
}
