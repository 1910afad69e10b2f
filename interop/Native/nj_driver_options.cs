// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Interop;

/// <summary>The options of <c>jackd -d net</c>, and what the slave has to know of its server.</summary>
public partial struct nj_driver_options
{
    /// <summary>The driver's request to its master.</summary>
    public nj_slave_options slave;

    /// <summary>1: remember the connections and restore them, also after a restart of the server.</summary>
    [NativeTypeName("int32_t")]
    public int auto_save;

    /// <summary>1: share the transport with a master that can.</summary>
    [NativeTypeName("int32_t")]
    public int transport;

    /// <summary>1: this server runs synchronously (<c>jackd -S</c>).</summary>
    [NativeTypeName("int32_t")]
    public int sync;

    /// <summary>Frames, as the server was opened.</summary>
    [NativeTypeName("uint32_t")]
    public uint period;

    /// <summary>Hz, as the server was opened.</summary>
    [NativeTypeName("uint32_t")]
    public uint rate;
}
