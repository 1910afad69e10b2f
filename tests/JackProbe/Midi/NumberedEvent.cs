// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Midi;

/// <summary>MIDI events of which every byte is computed from a number: a note for up to 3 bytes, else a SysEx.</summary>
internal static class NumberedEvent
{
    /// <summary>The number of different notes.</summary>
    public const int NoteNumbers = 1 << 14;
    private const int HeaderLength = 6; // F0 7D and four times 7 bits of the number

    public static bool IsNote(int size) => size <= 3;

    public static void Write(Span<byte> bytes, int number)
    {
        if (IsNote(bytes.Length))
        {
            bytes[0] = 0x90;
            bytes[1] = (byte)((number >> 7) & 0x7F);
            bytes[2] = (byte)(number & 0x7F);
            return;
        }

        bytes[0] = 0xF0;
        bytes[1] = 0x7D; // "for non-commercial use"
        for (int i = 0; i < 4; i++) bytes[2 + i] = (byte)((number >> (7 * (3 - i))) & 0x7F);
        for (int i = HeaderLength; i < bytes.Length - 1; i++) bytes[i] = Filler(number, i);
        bytes[^1] = 0xF7;
    }

    /// <summary>Reads the number of an intact event, of a note only its low 14 bits; false if any byte is wrong.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out int number)
    {
        if (IsNote(bytes.Length))
        {
            number = bytes.Length == 3 ? (bytes[1] << 7) | bytes[2] : 0;
            return bytes.Length == 3 && bytes[0] == 0x90 && bytes[1] < 0x80 && bytes[2] < 0x80;
        }

        number = 0;
        if (bytes.Length <= HeaderLength || bytes[0] != 0xF0 || bytes[1] != 0x7D || bytes[^1] != 0xF7) return false;
        for (int i = 0; i < 4; i++) number = (number << 7) | bytes[2 + i];
        for (int i = HeaderLength; i < bytes.Length - 1; i++)
        {
            if (bytes[i] != Filler(number, i)) return false;
        }

        return true;
    }

    private static byte Filler(int number, int index) => (byte)(((number * 31) + (index * 7)) & 0x7F);
}
