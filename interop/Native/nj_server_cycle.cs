// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Interop;

/// <summary>The last cycle that a net driver's server has run.</summary>
public partial struct nj_server_cycle
{
    /// <summary>State of the transport for clients: 0 stopped, 1 rolling, 3 starting.</summary>
    [NativeTypeName("uint32_t")]
    public uint state;

    /// <summary>Position of the transport in the cycle, in frames.</summary>
    [NativeTypeName("uint32_t")]
    public uint frame;

    /// <summary>The period, in frames.</summary>
    [NativeTypeName("uint32_t")]
    public uint period;

    /// <summary>The sample rate, in Hz.</summary>
    [NativeTypeName("uint32_t")]
    public uint sample_rate;

    /// <summary>Xruns of the server so far that the driver did not report.</summary>
    [NativeTypeName("uint32_t")]
    public uint xruns;
}
