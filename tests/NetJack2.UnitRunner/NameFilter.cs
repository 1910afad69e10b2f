// SPDX-License-Identifier: GPL-2.0-or-later
using NUnit.Framework.Interfaces;

namespace NetJack2.UnitRunner;

/// <summary>The tests whose full names have a text, and the suites in which they are.</summary>
internal sealed class NameFilter(string text) : ITestFilter
{
    public bool Pass(ITest test) => IsExplicitMatch(test);

    public bool Pass(ITest test, bool negated) => Pass(test) != negated;

    public bool IsExplicitMatch(ITest test)
        => test.IsSuite ? test.Tests.Any(IsExplicitMatch) : test.FullName.Contains(text, StringComparison.Ordinal);

    public TNode ToXml(bool recursive) => AddToXml(new TNode("filter"), recursive);

    public TNode AddToXml(TNode parentNode, bool recursive) => parentNode.AddElement("test", text);
}
