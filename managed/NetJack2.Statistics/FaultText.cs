// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;

namespace NetJack2.Statistics;

/// <summary>Names for <see cref="SessionCounters.FirstFault"/> and its place.</summary>
public static class FaultText
{
    // A page has no room for a name. These are the types that the runtime or its library throw by themselves.
    private static readonly Dictionary<int, string> s_types = new()
    {
        [unchecked((int)0x80004001)] = "NotImplementedException",
        [unchecked((int)0x80004002)] = "InvalidCastException",
        [unchecked((int)0x80004003)] = "NullReferenceException",
        [unchecked((int)0x80020012)] = "DivideByZeroException",
        [unchecked((int)0x80070057)] = "ArgumentException",
        [unchecked((int)0x8007000E)] = "OutOfMemoryException",
        [unchecked((int)0x80131502)] = "ArgumentOutOfRangeException",
        [unchecked((int)0x80131503)] = "ArrayTypeMismatchException",
        [unchecked((int)0x80131508)] = "IndexOutOfRangeException",
        [unchecked((int)0x80131509)] = "InvalidOperationException",
        [unchecked((int)0x80131515)] = "NotSupportedException",
        [unchecked((int)0x80131516)] = "OverflowException",
        [unchecked((int)0x80131534)] = "TypeInitializationException",
        [unchecked((int)0x80131539)] = "PlatformNotSupportedException",
        [unchecked((int)0x80131577)] = "KeyNotFoundException",
        [unchecked((int)0x80131620)] = "IOException",
        [unchecked((int)0x80131622)] = "ObjectDisposedException",
    };

    /// <summary>The name of an exception's type by its HRESULT, else that number.</summary>
    public static string TypeOf(int result) =>
        s_types.TryGetValue(result, out string? name) ? name : string.Create(CultureInfo.InvariantCulture, $"exception 0x{result:X8}");

    /// <summary>A clause with the place at which an exception happened.</summary>
    public static string PlaceOf(int place) => (FaultPlace)place switch
    {
        FaultPlace.Cycle => "in a cycle",
        FaultPlace.Send => "in sending a cycle",
        FaultPlace.Wait => "in the wait for a cycle",
        FaultPlace.Transport => "in a transport callback",
        FaultPlace.Notification => "in a notification of JACK",
        FaultPlace.Control => "in the control thread",
        FaultPlace.Load => "in loading or unloading",
        _ => "at an unknown place",
    };

    /// <summary>How many exceptions there were and what the first was: "3, first NullReferenceException in a cycle".</summary>
    public static string Describe(in SessionCounters counters) =>
        $"{counters.Faults}, first {TypeOf(counters.FirstFault)} {PlaceOf(counters.FirstFaultPlace)}";
}
