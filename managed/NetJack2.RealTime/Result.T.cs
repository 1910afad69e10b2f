// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics.CodeAnalysis;

namespace NetJack2.RealTime;

/// <summary>A value, or the reason why there is none. Control threads.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
public readonly struct Result<T> where T : class
{
    private readonly T? _value;

    internal Result(T value) => _value = value;

    private Result(Refusal refusal) => Refusal = refusal;

    /// <summary>Why there is no value; null where there is one.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Gets the value, or the reason why there is none: exactly one of the two is set.</summary>
    /// <returns>Whether there is a value.</returns>
    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Refusal? refusal)
    {
        value = _value;
        refusal = Refusal;
        return value is not null;
    }

    /// <summary>The result of a call that failed for this reason.</summary>
    public static implicit operator Result<T>(Refusal refusal) => new(refusal);

    /// <summary>The result of a call that succeeded with this value.</summary>
    public static implicit operator Result<T>(T value) => new(value);
}
