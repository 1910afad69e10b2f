// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Architecture.Tests.Contract;

/// <summary>One breach of the contract, and where it is.</summary>
internal sealed record Breach(BreachKind Kind, string Method, string Detail)
{
    public override string ToString() => $"{Method}: {Detail}";
}
