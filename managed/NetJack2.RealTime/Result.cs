// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.RealTime;

/// <summary>Success, or the reason for the failure. Control threads.</summary>
/// <remarks>A call that fails for one reason only is a <c>Try</c> method instead and returns a <see cref="bool"/>.</remarks>
public readonly struct Result
{
    private Result(Refusal refusal) => Refusal = refusal;

    /// <summary>Why the call failed; null on success.</summary>
    public Refusal? Refusal { get; }

    /// <summary>The result of a call that succeeded.</summary>
    public static Result Success => default;

    /// <summary>The result of a call that succeeded with a value: for interfaces, which C# cannot convert implicitly.</summary>
    public static Result<T> Of<T>(T value) where T : class => new(value);

    /// <summary>The result of a call that failed for this reason: the operator, for languages without operators.</summary>
    public static Result FromRefusal(Refusal refusal) => new(refusal);

    /// <summary>The result of a call that failed for this reason.</summary>
    public static implicit operator Result(Refusal refusal) => new(refusal);
}
