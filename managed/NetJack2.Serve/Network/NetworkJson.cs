// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.Json.Serialization;

namespace NetJack2.Serve.Network;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(NetworkReport))]
[JsonSerializable(typeof(PatchOrder))]
[JsonSerializable(typeof(PatchAnswer))]
internal sealed partial class NetworkJson : JsonSerializerContext;
