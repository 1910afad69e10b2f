// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Serve.Access;

/// <summary>Why a request is not served.</summary>
/// <param name="Status">The status of HTTP.</param>
/// <param name="Reason">One line, for people.</param>
internal sealed record HttpRefusal(int Status, string Reason);
