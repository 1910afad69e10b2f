namespace NetJack2.Engine;

/// <summary>Frames of a cycle.</summary>
/// <param name="Start">The first.</param>
/// <param name="End">The one behind the last.</param>
public readonly record struct FrameRange(int Start, int End)
{
    /// <summary>Whether it holds none.</summary>
    public bool IsEmpty
    {
        [Protocol.RealTimeSafe]
        get => Start >= End;
    }
}
