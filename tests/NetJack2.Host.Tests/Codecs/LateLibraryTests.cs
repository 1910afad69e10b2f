// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Codecs;

namespace NetJack2.Host.Tests.Codecs;

/// <summary>A library that is installed while the server runs.</summary>
[Property("Defect", "Fault-32")]
public class LateLibraryTests
{
    private const long Start = 1000;
    private const nint Handle = 7;

    private nint _installed;
    private int _loads;

    [SetUp]
    public void Begin() => (_installed, _loads) = (0, 0);

    [Test]
    public void A_library_that_is_installed_later_is_found_after_ten_seconds_and_kept()
    {
        var library = new LateLibrary(Load);
        Assert.That((library.Find(Start), _loads), Is.EqualTo(((nint)0, 1)));
        _installed = Handle;
        Assert.That((library.Find(Start + LateLibrary.RetryNs - 1), _loads), Is.EqualTo(((nint)0, 1)), "each offer asks for it");
        Assert.That((library.Find(Start + LateLibrary.RetryNs), _loads), Is.EqualTo((Handle, 2)));
        _installed = 0;
        Assert.That((library.Find(Start + (3 * LateLibrary.RetryNs)), _loads), Is.EqualTo((Handle, 2)));
    }

    [Test]
    public void It_is_looked_for_at_once_whatever_the_time([Values(0, -LateLibrary.RetryNs, long.MaxValue)] long now)
    {
        _installed = Handle;
        Assert.That(new LateLibrary(Load).Find(now), Is.EqualTo(Handle));
    }

    private nint Load()
    {
        _loads++;
        return _installed;
    }
}
