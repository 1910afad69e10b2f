// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.RealTime;

/// <summary>Marks a member that may run in a JACK process callback or in the cycle of a driver.</summary>
/// <remarks>
/// Such a method does not allocate, take a lock, throw, log, open a file or wait; errors are counted, and reported by a control
/// thread. It calls only what is marked too, or what <c>tests/NetJack2.Architecture.Tests/allowed.txt</c> lists. That test walks
/// the IL of every marked method. On a declaration of an interface or of a virtual method the mark binds every implementation.
/// </remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Property)]
public sealed class RealTimeSafeAttribute : Attribute;
