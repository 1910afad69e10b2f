// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Link.Coding;

/// <summary>A codec could not be made, for want of memory.</summary>
public sealed class CodecException(string message) : Exception(message);
