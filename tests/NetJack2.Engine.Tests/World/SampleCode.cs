namespace NetJack2.Engine.Tests;

/// <summary>Samples that say which port and frame they are of; 0 is none of them.</summary>
internal static class SampleCode
{
    private const int Frames = 65_521;

    /// <summary>At most 2^24, so that single precision holds it exactly.</summary>
    public static float At(int port, long frame) => ((1 + (frame % Frames)) * 256) + port;

    public static void Fill(Span<float> samples, int port, long firstFrame)
    {
        for (int index = 0; index < samples.Length; index++)
            samples[index] = At(port, firstFrame + index);
    }
}
