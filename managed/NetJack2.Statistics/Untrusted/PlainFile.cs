// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace NetJack2.Statistics.Untrusted;

/// <summary>
/// Opens files in whose place another user may have put something else: a link, a pipe, a folder, a device, a file without end.
/// </summary>
/// <remarks>
/// Each check is of the opened file, so nothing can change places in between. No call waits for another process. Not for cycles: it
/// allocates. What cannot be opened is an <see cref="IOException"/> whose message is a clause for a log line.
/// </remarks>
public static partial class PlainFile
{
    private const int LongestProcText = 64 * 1024;

    private const int OpenRead = 0, OpenReadWrite = 2, OpenCreate = 0x40;
    private const int NoTerminal = 0x100, NonBlocking = 0x800, CloseOnExec = 0x80000;
    private const int CurrentFolder = -100, AtNoFollow = 0x100, AtEmptyPath = 0x1000;
    private const uint WantedFacts = 0x1 | 0x8 | 0x200; // type, user, size
    private const int LockExclusive = 2, LockNonBlocking = 4;
    private const uint OwnerOnly = 0x180; // rw-------
    private const int NotThere = 2, NotAFolder = 20, WouldBlock = 11, Loop = 40;

    // The one of these numbers that is not the same on all processors: on ARM that of x86 asks for something else.
    private static int NoFollow => RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x8000 : 0x20000;

    /// <summary>The effective user id of this process.</summary>
    public static uint User { get; } = EffectiveUser();

    /// <summary>The facts of a file, without opening it; a link is no regular file.</summary>
    /// <returns>Null if there is none, or this user may not read its folder.</returns>
    public static FileFacts? FactsOf(string path) =>
        Status(CurrentFolder, path, AtNoFollow, WantedFacts, out FileFacts facts) == 0 ? facts : null;

    /// <summary>Reads a file whole.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="limit">How many bytes it may have.</param>
    /// <param name="mayBeLink">Whether a link is followed.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="IOException">It is longer, it is no file, or this user may not read it.</exception>
    public static FileCopy Read(string path, int limit, bool mayBeLink = false)
    {
        using SafeFileHandle file = Open(path, OpenRead | (mayBeLink ? 0 : NoFollow), out FileFacts facts);
        if (facts.Length > limit)
            throw new IOException($"it has {facts.Length} bytes, more than {limit}");
        byte[] bytes = new byte[facts.Length];
        int count = Fill(file, bytes);
        // Another process may have cut it meanwhile. Not bytes[..count]: it would bring the runtime's loader of types into audioadapter.
        return new FileCopy(bytes.AsSpan(0, count).ToArray(), facts.Owner);
    }

    /// <summary>Reads the beginning of a file; a link is followed.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="bytes">Receives the file's first bytes.</param>
    /// <returns>The number of bytes that were read: fewer only where the file is shorter.</returns>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="IOException">It is no file, or this user may not read it.</exception>
    public static int ReadStart(string path, Span<byte> bytes)
    {
        using SafeFileHandle file = Open(path, OpenRead, out _);
        return Fill(file, bytes);
    }

    /// <summary>The beginning of the text of a file in /proc: the user of a process decides how much there is.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="limit">The most bytes that are read.</param>
    /// <returns>Null where it cannot be read: the process has ended, or is not for this user to see.</returns>
    public static string? ReadProc(string path, int limit = LongestProcText)
    {
        try
        {
            using SafeFileHandle file = Open(path, OpenRead | NoFollow, out _);
            byte[] bytes = new byte[limit];
            return Encoding.UTF8.GetString(bytes, 0, Fill(file, bytes));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Opens a file, which is made where there is none, and locks it against other processes. It is not waited for.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="hold">Releases the lock when it is closed.</param>
    /// <returns>False where another process has the lock.</returns>
    /// <exception cref="IOException">It is no file, or cannot be opened.</exception>
    public static bool TryLock(string path, [NotNullWhen(true)] out SafeFileHandle? hold)
    {
        SafeFileHandle file = Open(path, OpenReadWrite | OpenCreate | NoFollow, out _);
        bool isLocked = Lock(file, LockExclusive | LockNonBlocking) == 0;
        int error = isLocked ? 0 : Marshal.GetLastPInvokeError();
        hold = isLocked ? file : null;
        if (!isLocked)
            file.Dispose();
        return error is 0 or WouldBlock ? isLocked : throw Failure(error);
    }

    private static SafeFileHandle Open(string path, int flags, out FileFacts facts)
    {
        int descriptor = OpenFile(path, flags | NonBlocking | NoTerminal | CloseOnExec, OwnerOnly);
        if (descriptor < 0)
            throw Failure(Marshal.GetLastPInvokeError());
        var file = new SafeFileHandle(descriptor, ownsHandle: true);
        if (Status(descriptor, "", AtEmptyPath, WantedFacts, out facts) == 0 && facts.IsRegular)
            return file;
        file.Dispose();
        throw new IOException(facts.IsFolder ? "it is a folder" : "it is no file");
    }

    private static int Fill(SafeFileHandle file, Span<byte> bytes)
    {
        int count = 0;
        for (int more = -1; more != 0 && count < bytes.Length; count += more)
            more = RandomAccess.Read(file, bytes[count..], count);
        return count;
    }

    private static IOException Failure(int error) => error switch
    {
        NotThere or NotAFolder => new FileNotFoundException("there is none"),
        Loop => new IOException("it is a link"),
        _ => new IOException(Marshal.GetPInvokeErrorMessage(error)),
    };

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int OpenFile(string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Status(int folder, string path, int flags, uint mask, out FileFacts facts);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Lock(SafeFileHandle file, int operation);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();
}
