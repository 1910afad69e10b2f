using System.IO.MemoryMappedFiles;
using NetJack2.Statistics;

namespace NetJack2.Host;

/// <summary>A module's page of statistics, in shared memory, where every program of this computer can read it.</summary>
/// <remarks>Control thread. Made when the module is loaded, removed when it is unloaded.</remarks>
public sealed unsafe class StatisticsFile : IDisposable
{
    // Modules of one kind in one process: audio adapters.
    private const int MaxNumber = 64;

    private readonly string _path;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _page;
    private readonly int _size;

    private StatisticsFile(string path, FileStream stream, int size)
    {
        _path = path;
        _size = size;
        _file = MemoryMappedFile.CreateFromFile(stream, null, size, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor();
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _page);
        _page += _view.PointerOffset;
    }

    /// <summary>The page.</summary>
    public Span<byte> Page => new(_page, _size);

    /// <summary>Makes a page, or nothing, after a line in the log, where there is no room for one: the module works without.</summary>
    public static StatisticsFile? TryCreate(ModuleKind module, int slots, Engine.IControlLog log)
    {
        int size = PageWriter.SizeOf(slots);
        for (int number = 0; number < MaxNumber; number++)
        {
            string path = PageFile.PathOf(module, Environment.ProcessId, number);
            try
            {
                // CreateNew: never through a link that somebody has put there.
                var options = new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.ReadWrite,
                    Share = FileShare.Read,
                    PreallocationSize = size,
                };
                if (OperatingSystem.IsLinux())
                    options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
                var file = new StatisticsFile(path, new FileStream(path, options), size);
                PageWriter.Begin(file.Page, module, Environment.ProcessId, slots);
                return file;
            }
            catch (IOException) when (File.Exists(path))
            {
                continue; // another adapter's, or one that a process of the same number left behind
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                log.Warn($"No statistics for netjack2 stat: {path} cannot be made ({exception.Message})");
                return null;
            }
        }
        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        File.Delete(_path);
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
