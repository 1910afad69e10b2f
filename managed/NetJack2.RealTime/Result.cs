// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.RealTime;

/// <summary>Success, or the reason for the failure. Control threads.</summary>
/// <remarks>A call that fails for one reason only is a <c>Try</c> method instead and returns a <see cref="bool"/>.</remarks>
public readonly struct Result
{
    private Result(Refusal refusal) => Refusal = refusal;

    /// <summary>Why the call failed; null on success.</summary>
    public Refusal? Refusal { get; }

    /// <summary>The call succeeded.</summary>
    public static Result Success => default;

    /// <summary>The call succeeded with a value, where the value's type is an interface and cannot be converted implicitly.</summary>
    public static Result<T> Of<T>(T value) where T : class => new(value);

    /// <summary>The call failed.</summary>
    public static Result FromRefusal(Refusal refusal) => new(refusal);

    /// <summary>The call failed.</summary>
    public static implicit operator Result(Refusal refusal) => new(refusal);
}
