// SPDX-License-Identifier: GPL-2.0-or-later
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace NetJack2.Interop.Tests.Proof;

/// <summary>Sizes and offsets as the runtime lays them out, not as it would marshal them.</summary>
internal static class FieldLayout
{
    public static int SizeOf(Type type)
        => type.IsPointer || type.IsFunctionPointer
            ? nint.Size
            : (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)!;

    // Marshal.OffsetOf speaks of the marshalled image, which these structs do not have.
    public static long OffsetOf(FieldInfo field)
    {
        var offset = new DynamicMethod("OffsetOf", typeof(long), [], typeof(FieldLayout), skipVisibility: true);
        ILGenerator il = offset.GetILGenerator();
        LocalBuilder value = il.DeclareLocal(field.DeclaringType!);
        il.Emit(OpCodes.Ldloca, value);
        il.Emit(OpCodes.Ldflda, field);
        il.Emit(OpCodes.Ldloca, value);
        il.Emit(OpCodes.Sub);
        il.Emit(OpCodes.Conv_I8);
        il.Emit(OpCodes.Ret);
        return offset.CreateDelegate<Func<long>>()();
    }
}
