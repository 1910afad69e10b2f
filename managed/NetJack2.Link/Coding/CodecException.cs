namespace NetJack2.Link.Coding;

/// <summary>A codec could not be made, for want of memory.</summary>
public sealed class CodecException(string message) : Exception(message);
