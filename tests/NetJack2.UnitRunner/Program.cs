// SPDX-License-Identifier: GPL-2.0-or-later
// Runs the tests of one assembly: UnitRunner ASSEMBLY [TEXT]; with a text only those whose full names have it.
// Exit code 0: some passed, and none failed.
using System.Reflection;
using NetJack2.UnitRunner;
using NUnit.Framework.Api;
using NUnit.Framework.Interfaces;

var runner = new NUnitTestAssemblyRunner(new DefaultTestAssemblyBuilder());
runner.Load(Assembly.Load(args[0]), new Dictionary<string, object>(StringComparer.Ordinal));
ITestResult result = runner.Run(new FailureListener(Console.Out), new NameFilter(args.Length > 1 ? args[1] : ""));
Console.WriteLine($"{result.PassCount} passed, {result.FailCount} failed, {result.SkipCount} skipped");
return result.PassCount > 0 && result.FailCount == 0 ? 0 : 1;
