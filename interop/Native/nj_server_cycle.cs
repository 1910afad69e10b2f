// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Interop;

/// <summary>The last cycle that a net driver's server has run.</summary>
public partial struct nj_server_cycle
{
    /// <summary>What clients saw of the transport: 0 stopped, 1 rolling, 3 starting.</summary>
    [NativeTypeName("uint32_t")]
    public uint state;

    /// <summary>Where it was.</summary>
    [NativeTypeName("uint32_t")]
    public uint frame;

    /// <summary>Frames of the cycle.</summary>
    [NativeTypeName("uint32_t")]
    public uint period;

    /// <summary>Frames per second.</summary>
    [NativeTypeName("uint32_t")]
    public uint sample_rate;

    /// <summary>Xruns of the server so far that the driver did not report.</summary>
    [NativeTypeName("uint32_t")]
    public uint xruns;
}
