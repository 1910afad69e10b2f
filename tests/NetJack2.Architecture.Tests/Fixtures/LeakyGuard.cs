// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Architecture.Tests.Fixtures;

/// <summary>Guards that let exceptions through, and one that does not.</summary>
internal static unsafe class LeakyGuard
{
    private static int s_count;

    public static void CatchesNothing(delegate*<void> body) => body();

    public static void CatchesSome(delegate*<void> body)
    {
        try
        {
            body();
        }
        catch (InvalidOperationException)
        {
            s_count++;
        }
    }

    public static void CallsOutside(delegate*<void> body)
    {
        try
        {
            s_count++;
        }
        catch (Exception)
        {
            s_count--;
        }
        body();
    }

    public static void CatchesAll(delegate*<void> body)
    {
        try
        {
            body();
        }
        catch (Exception)
        {
            s_count++;
        }
    }
}
