// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Interop;
using NetJack2.RealTime;

namespace NetJack2.Host.Linux;

/// <summary>A file descriptor that is closed once, however often it is disposed of.</summary>
internal sealed class FileDescriptor : SafeHandle
{
    private const int None = -1;

    /// <summary>Takes ownership of a descriptor; below 0: there is none.</summary>
    public FileDescriptor(int descriptor)
        : base(None, ownsHandle: true) => SetHandle(descriptor);

    /// <inheritdoc/>
    public override bool IsInvalid => handle < 0;

    /// <summary>The descriptor; −1 once it is closed, so that a late call fails and does not reach another file.</summary>
    [RealTimeSafe]
    public int Value => IsClosed ? None : (int)handle;

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => Posix.close((int)handle) == 0;
}
