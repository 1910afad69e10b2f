// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.TestHosts.Processes;

namespace NetJack2.Bench;

/// <summary>A library for LD_PRELOAD that makes each heap block 256 bytes longer.</summary>
/// <remarks>
/// jack2 writes up to 96 bytes beyond a buffer while 41 to 43 ports are active (D-07), and crashes sooner or later. 64 ports are no
/// problem, but they are connected one after the other. With longer blocks jack2 survives until it is measured.
/// </remarks>
internal sealed class PaddedHeap : IDisposable
{
    private const string Source = """
        #include <stddef.h>
        void *__libc_malloc(size_t), *__libc_realloc(void *, size_t);
        void *malloc(size_t size) { return __libc_malloc(size + 256); }
        void *realloc(void *block, size_t size) { return __libc_realloc(block, size + 256); }
        """;

    // Not in the build folder: LD_PRELOAD allows no blanks in a path.
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("netjack2-heap-");

    private PaddedHeap()
    {
    }

    public string Library => Path.Combine(_folder.FullName, "padded-heap.so");

    public static async Task<PaddedHeap> BuildAsync()
    {
        var heap = new PaddedHeap();
        string source = Path.ChangeExtension(heap.Library, ".c");
        await File.WriteAllTextAsync(source, Source);
        string[] command = ["gcc", "-O2", "-fno-builtin", "-fPIC", "-shared", "-o", heap.Library, source];
        await using HostProcess compiler = await HostProcess.StartAsync("gcc", command);
        await compiler.AwaitExitAsync(TimeSpan.FromSeconds(20));
        return compiler.ExitCode == 0 ? heap : throw new InvalidOperationException(compiler.Log);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
