// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Architecture.Tests.Fixtures;

internal interface IPorts<TSample>
{
    [RealTimeSafe]
    int Count { get; }

    [RealTimeSafe]
    TSample Read(int port);

    void Close();
}
