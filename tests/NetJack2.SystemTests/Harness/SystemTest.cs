// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.TestHosts.Processes;
using NUnit.Framework.Interfaces;

namespace NetJack2.SystemTests.Harness;

/// <summary>A test with real servers on test hosts. What they printed is shown when it fails.</summary>
public abstract class SystemTest
{
    [OneTimeSetUp]
    public void Namespaces_need_root()
    {
        if (!Environment.IsPrivilegedProcess) Assert.Ignore("test hosts are network namespaces: run as root");
    }

    [SetUp]
    public void ClearJournal() => ProcessJournal.Clear();

    [TearDown]
    public void ShowJournal()
    {
        if (TestContext.CurrentContext.Result.Outcome.Status == TestStatus.Failed) TestContext.Out.WriteLine(ProcessJournal.Read());
    }
}
