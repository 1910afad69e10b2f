// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Interop;

/// <summary>The options of <c>netjack2 master</c> and <c>netjack2 join</c> beside those of their modules.</summary>
public unsafe partial struct nj_program_options
{
    /// <summary>Name of the client in JACK; empty: that of the module.</summary>
    [NativeTypeName("char[64]")]
    public fixed sbyte jack_name[64];

    /// <summary>Frames per period that PipeWire is asked for, 16…8192; 0: none.</summary>
    [NativeTypeName("int32_t")]
    public int quantum;
}
