// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NetJack2.Rig.Requests;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MachineReport[]))]
[JsonSerializable(typeof(PortReport[]))]
[JsonSerializable(typeof(PatchReport[]))]
[JsonSerializable(typeof(LabelReport[]))]
internal sealed partial class RigJson : JsonSerializerContext
{
    /// <summary>Machines as an array, in one line.</summary>
    public static string Write(MachineReport[] machines) => JsonSerializer.Serialize(machines, Default.MachineReportArray);

    /// <summary>Ports as an array, in one line.</summary>
    public static string Write(PortReport[] ports) => JsonSerializer.Serialize(ports, Default.PortReportArray);

    /// <summary>Labels as an array, in one line.</summary>
    public static string Write(LabelReport[] labels) => JsonSerializer.Serialize(labels, Default.LabelReportArray);

    /// <summary>Patches as an array, in one line.</summary>
    public static string Write(PatchReport[] patches) => JsonSerializer.Serialize(patches, Default.PatchReportArray);
}
