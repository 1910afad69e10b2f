// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Link.Coding;

/// <summary>A codec could not be created, because there is no memory for it.</summary>
public sealed class CodecException(string message) : Exception(message);
