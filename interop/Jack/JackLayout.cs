// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Interop;

/// <summary>How JACK lays out structures that processes share: packed on x86 only (<c>jack/systemdeps.h</c>).</summary>
internal static class JackLayout
{
    /// <summary>The largest alignment of a member, in bytes; 0: each has its own.</summary>
#if ARM64
    public const int Packing = 0;
#else
    public const int Packing = 1;
#endif
}
