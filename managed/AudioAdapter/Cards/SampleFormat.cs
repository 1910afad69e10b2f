// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.AudioAdapter.Cards;

/// <summary>The format of one sample in a sound card's buffer. All of them are little-endian; the best is first.</summary>
public enum SampleFormat
{
    /// <summary>32-bit integers, 4 bytes a sample.</summary>
    Int32,

    /// <summary>24-bit integers, 3 bytes a sample.</summary>
    Int24Packed,

    /// <summary>24-bit integers in the lower three of 4 bytes a sample.</summary>
    Int24,

    /// <summary>IEEE-754 single precision, 4 bytes a sample.</summary>
    Float32,

    /// <summary>16-bit integers, 2 bytes a sample.</summary>
    Int16,
}
