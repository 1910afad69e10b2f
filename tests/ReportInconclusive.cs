// SPDX-License-Identifier: GPL-2.0-or-later
using NUnit.Framework;
using NUnit.Framework.Interfaces;

[assembly: NetJack2.Tests.ReportInconclusive]

namespace NetJack2.Tests;

/// <summary>Prints a line in each inconclusive test, of every test project (Directory.Build.targets).</summary>
/// <remarks>In the file of results it looks like a skipped one: scripts/read-results.awk and second-run.sh know it by this line.</remarks>
[AttributeUsage(AttributeTargets.Assembly)]
file sealed class ReportInconclusiveAttribute : TestActionAttribute
{
    public override ActionTargets Targets => ActionTargets.Test;

    public override void AfterTest(ITest test)
    {
        if (TestContext.CurrentContext.Result.Outcome.Status == TestStatus.Inconclusive)
            TestContext.Out.WriteLine("outcome: inconclusive");
    }
}
