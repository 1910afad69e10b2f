namespace NetJack2.Resampling;

/// <summary>Marks what may run in a JACK process callback or in a device's cycle: the mark of NetJack2.Protocol, which this project does not need.</summary>
/// <remarks><c>tests/NetJack2.RealTime.Tests</c> holds both marks to the same contract.</remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Property)]
internal sealed class RealTimeSafeAttribute : Attribute;
