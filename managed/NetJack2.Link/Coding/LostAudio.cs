// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Link.Coding;

/// <summary>How long a codec makes up sound for what is lost.</summary>
internal static class LostAudio
{
    // A codec continues the last sound for some frames and then fades out.
    private const int ConcealedPartsOfSecond = 10;

    /// <summary>Samples after which there is silence, and code is decoded as if it were the first: a tenth of a second.</summary>
    public static int MostSamples(int sampleRate) => sampleRate / ConcealedPartsOfSecond;
}
