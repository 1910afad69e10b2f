// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.AudioAdapter.Cards;

/// <summary>How one sample lies in a sound card's buffer. All of them are little-endian.</summary>
public enum SampleFormat
{
    /// <summary>32-bit integers.</summary>
    Int32,

    /// <summary>24-bit integers in three bytes.</summary>
    Int24Packed,

    /// <summary>24-bit integers in the lower three bytes of four.</summary>
    Int24,

    /// <summary>IEEE-754 single precision.</summary>
    Float32,

    /// <summary>16-bit integers.</summary>
    Int16,
}
