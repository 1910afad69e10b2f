// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Logging;
using NetJack2.Interop;
using NetJack2.RealTime;

namespace NetJack2.AudioAdapter.Cards;

/// <summary>Texts for ALSA's error numbers, which are negative.</summary>
public static unsafe class AlsaError
{
    /// <summary>Returns the error and its remedy, as one clause.</summary>
    public static string Describe(int error) => -error switch
    {
        Posix.EBUSY => "it is in use by another program (fuser -v /dev/snd/*)",
        Posix.ENOENT or Posix.ENODEV or Posix.ENXIO => "there is no such device",
        Posix.EACCES or Posix.EPERM => "permission denied; is the user who runs jackd in the group audio?",
        _ => Text(error),
    };

    /// <summary>Returns ALSA's text for an error.</summary>
    public static string Text(int error) => JackText.Decode(Alsa.snd_strerror(error));

    /// <summary>Whether the device was removed, as an unplugged card is.</summary>
    [RealTimeSafe]
    public static bool IsGone(int error)
        => -error is Posix.ENODEV or Posix.ENXIO or Posix.ENOENT or Posix.EBADF or Posix.EIO or Posix.ENOTTY or Posix.EACCES or Posix.EPERM;
}
