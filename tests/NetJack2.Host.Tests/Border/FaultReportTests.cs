// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Border;
using NetJack2.Statistics;
using NetJack2.World;

namespace NetJack2.Host.Tests.Border;

/// <summary>An exception is reported, and a flood of them is no flood of lines.</summary>
public sealed class FaultReportTests
{
    private FaultRecord _faults = null!;
    private RecordingLog _log = null!;
    private FaultReport _report = null!;

    [SetUp]
    public void Begin()
    {
        _faults = new FaultRecord();
        _log = new RecordingLog();
        _report = new FaultReport(_faults, _log, "Slave 'keys': ");
    }

    [Test]
    public void Without_an_exception_there_is_no_line()
    {
        _report.Poll();
        _report.Finish();
        Assert.That(_log.Warnings, Is.Empty);
    }

    [Test]
    public void The_first_is_reported_once_with_its_type_its_place_and_what_to_do()
    {
        Throw(1);
        _report.Poll();
        _report.Poll();
        Assert.That(_log.Warnings, Has.Count.EqualTo(1));
        Assert.That(_log.Warnings[0],
            Does.Match(@"^Slave 'keys': internal error, please report it: OverflowException in a cycle, at .*Throw.*; 1 so far$"));
        Assert.That(_log.Warnings[0], Has.Length.LessThan(200));
    }

    [Test]
    public void A_million_of_them_are_a_few_lines()
    {
        for (int round = 0; round < 1000; round++)
        {
            for (int count = 0; count < 1000; count++)
                _faults.Record(s_exception, FaultPlace.Cycle);
            _report.Poll();
        }
        Assert.That(_log.Warnings.Select(line => line[line.LastIndexOf(';')..]),
            Is.EqualTo(["; 1000 so far", "; 10000 so far", "; 100000 so far", "; 1000000 so far"]));
    }

    [Test]
    public void Those_since_the_last_line_are_reported_at_the_end()
    {
        Throw(3);
        _report.Poll();
        Throw(2);
        _report.Poll();
        Assert.That(_log.Warnings, Has.Count.EqualTo(1));
        _report.Finish();
        Assert.That(_log.Warnings, Has.Count.EqualTo(2).And.Some.EndsWith("; 5 so far"));
        _report.Finish();
        Assert.That(_log.Warnings, Has.Count.EqualTo(2));
    }

    private static readonly OverflowException s_exception = new();

    private void Throw(int times)
    {
        for (int count = 0; count < times; count++)
        {
            try
            {
                throw new OverflowException();
            }
            catch (OverflowException exception)
            {
                _faults.Record(exception, FaultPlace.Cycle);
            }
        }
    }
}
