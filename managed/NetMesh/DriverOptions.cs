// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using System.Text;
using NetJack2.Interop;
using NetJack2.Sessions.Rig;

namespace NetJack2.NetMesh;

/// <summary>The options of the net driver in this server. Control thread.</summary>
internal sealed unsafe class DriverOptions : ISessionOptions
{
    // A reason names the option, what it may be, and a part of what it was to be.
    private const int MostReason = 256;

    /// <inheritdoc/>
    public string Change(ReadOnlySpan<byte> words)
    {
        byte* problem = stackalloc byte[MostReason];
        fixed (byte* first = words)
        {
            return NetJack2Native.nj_mesh_set_session(first, (uint)words.Length, problem, MostReason) != 0
                ? "" : Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(problem));
        }
    }
}
