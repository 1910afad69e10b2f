// SPDX-License-Identifier: GPL-2.0-or-later
using NUnit.Framework.Interfaces;

namespace NetJack2.UnitRunner;

/// <summary>Prints the tests that fail.</summary>
internal sealed class FailureListener(TextWriter output) : ITestListener
{
    public void TestStarted(ITest test)
    {
    }

    public void TestFinished(ITestResult result)
    {
        if (result.ResultState.Status == TestStatus.Failed)
            output.WriteLine($"FAILED {result.FullName} ({result.Duration:F1} s)\n{result.Message}\n{result.StackTrace}");
    }

    public void TestOutput(TestOutput output)
    {
    }

    public void SendMessage(TestMessage message)
    {
    }
}
