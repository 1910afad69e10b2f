// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Statistics.Untrusted;

/// <summary>The bytes of a file, and the user that owns it.</summary>
/// <param name="Bytes">All of it.</param>
/// <param name="Owner">The user that it belongs to.</param>
public readonly record struct FileCopy(byte[] Bytes, uint Owner);
