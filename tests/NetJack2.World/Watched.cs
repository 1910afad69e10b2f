// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.World;

/// <summary>Runs what must come to an end by itself.</summary>
internal static class Watched
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs it on a thread of its own, which is abandoned where it does not end:
    /// then the test fails instead of the whole run.</summary>
    public static void Run(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                action();
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        })
        { IsBackground = true };
        thread.Start();
        Assert.That(thread.Join(s_patience), Is.True, "it does not end");
        Assert.That(failure, Is.Null);
    }
}
