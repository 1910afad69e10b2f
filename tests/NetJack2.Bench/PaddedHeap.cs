using NetJack2.TestHosts.Processes;

namespace NetJack2.Bench;

/// <summary>A library for LD_PRELOAD that makes each heap block a little longer.</summary>
/// <remarks>
/// The original writes up to 96 bytes behind a buffer when 41 to 43 ports are active (D-07), and dies of it sooner or later. With 64 ports it is
/// well, but to get there it is connected port by port. With room behind its buffers it lives to be measured.
/// </remarks>
internal static class PaddedHeap
{
    private const string Source = """
        #include <stddef.h>
        void *__libc_malloc(size_t), *__libc_realloc(void *, size_t);
        void *malloc(size_t size) { return __libc_malloc(size + 256); }
        void *realloc(void *block, size_t size) { return __libc_realloc(block, size + 256); }
        """;

    public static async Task<string> BuildAsync()
    {
        string library = Path.Combine(AppContext.BaseDirectory, "padded-heap.so"), source = Path.ChangeExtension(library, ".c");
        await File.WriteAllTextAsync(source, Source);
        await using HostProcess compiler = await HostProcess.StartAsync("gcc", ["gcc", "-O2", "-fno-builtin", "-fPIC", "-shared", "-o", library, source]);
        await compiler.AwaitExitAsync(TimeSpan.FromSeconds(20));
        return compiler.ExitCode == 0 ? library : throw new InvalidOperationException(compiler.Log);
    }
}
