using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetJack2.NetManager;

/// <summary>What native/manager calls. Provisional: proves that the library links and loads.</summary>
internal static unsafe class Exports
{
    [UnmanagedCallersOnly(EntryPoint = "nj_manager_open", CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(void* client, void* options, void** manager)
    {
        *manager = (void*)1;
        return 0;
    }

    [UnmanagedCallersOnly(EntryPoint = "nj_manager_close", CallConvs = [typeof(CallConvCdecl)])]
    private static void Close(void* manager)
    {
    }
}
