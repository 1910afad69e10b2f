using NetJack2.Protocol;

namespace NetJack2.RealTime.Tests.Fixtures;

internal interface IPorts<TSample>
{
    [RealTimeSafe]
    int Count { get; }

    [RealTimeSafe]
    TSample Read(int port);

    void Close();
}
