// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetJack2.Host.Border;
using NetJack2.Interop;

namespace NetJack2.NetMesh;

/// <summary>Entry points that native/mesh calls.</summary>
internal static unsafe class Exports
{
    [UnmanagedCallersOnly(EntryPoint = "nj_mesh_open", CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(jack_client_t* client, nj_mesh_options* options, void** mesh) =>
        Guard.Open<jack_client_t, nj_mesh_options>(&MeshModule.Start, client, options, mesh);

    [UnmanagedCallersOnly(EntryPoint = "nj_mesh_close", CallConvs = [typeof(CallConvCdecl)])]
    private static void Close(void* mesh) => Guard.Close<MeshModule>(mesh);
}
