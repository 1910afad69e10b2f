// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using NetJack2.Link.Cycles;

namespace NetJack2.Link.Tests.Formats;

/// <summary>Which samples a datagram carries, read from the documents and not with the code under test.</summary>
internal static class Claims
{
    public static IEnumerable<(int Port, int Frame)> Of(byte[] datagram, DirectionParameters direction) => datagram[11] switch
    {
        (byte)'a' => OfAudio(datagram, direction),
        (byte)'c' => OfCycle(datagram, direction),
        _ => [],
    };

    private static IEnumerable<(int Port, int Frame)> OfAudio(byte[] datagram, DirectionParameters direction)
    {
        int blocks = Read(datagram, 28);
        for (int block = 0; block < blocks; block++)
        {
            int size = (datagram.Length - 48) / blocks;
            int frames = (size / 4) - 1;
            for (int frame = 0; frame < frames; frame++)
            {
                int place = (Read(datagram, 36) * frames) + frame;
                if (place < direction.Period)
                    yield return (Read(datagram, 48 + (block * size)), place);
            }
        }
    }

    private static IEnumerable<(int Port, int Frame)> OfCycle(byte[] datagram, DirectionParameters direction)
    {
        int wantedWords = (direction.Wantable + 31) / 32;
        int activeWords = (direction.Audio + 31) / 32;
        bool IsActive(int port) => ((uint)Read(datagram, 64 + (4 * (wantedWords + (port / 32)))) >> (port % 32) & 1) != 0;
        int[] active = [.. Enumerable.Range(0, direction.Audio).Where(IsActive)];
        int head = 64 + (4 * (wantedWords + activeWords));
        for (int index = head; index < datagram.Length; index += 4)
        {
            int sample = (Read(datagram, 52) + index - head - Read(datagram, 56)) / 4;
            if (Read(datagram, 52) + index - head >= Read(datagram, 56))
                yield return (active[sample / direction.Period], sample % direction.Period);
        }
    }

    private static int Read(byte[] datagram, int offset) => BinaryPrimitives.ReadInt32BigEndian(datagram.AsSpan(offset));
}
