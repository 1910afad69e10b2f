// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using System.Text;
using NetJack2.Host.Linux;
using NetJack2.Interop;
using NetJack2.RealTime;
using NetJack2.Sessions.Rig;
using NetJack2.Statistics;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Host.Requests;

/// <summary>Where programs of this computer hand in their requests: a Unix socket without a file.</summary>
/// <remarks>
/// Control thread. Only programs of the user of this process, and of root, are served: the kernel reports whose they are. No call blocks,
/// and while no program is connected nothing is allocated.
/// </remarks>
/// <param name="module">The module whose requests these are.</param>
/// <param name="desk">Does them.</param>
/// <param name="clock">CLOCK_MONOTONIC.</param>
/// <param name="log">Receives a line where there can be no such socket; the module works without it.</param>
public sealed unsafe class ControlSocket(ModuleKind module, IRequestDesk desk, IMonotonicClock clock, IControlLog log) : IDisposable
{
    // Programs at one time; further ones are turned away.
    private const int MostPrograms = 16;

    private const long BusyNs = Durations.SecondNs;
    private const uint Root = 0;

    // struct sockaddr_un: the family, and the name.
    private const int FamilySize = sizeof(ushort);

    private readonly List<ProgramConnection> _programs = [];
    private FileDescriptor? _socket;
    private long _busyUntilNs = long.MinValue;

    /// <summary>Whether the next <see cref="Poll"/> should be soon.</summary>
    public bool IsBusy => clock.Now < _busyUntilNs;

    /// <summary>Receives requests. The first call opens the socket.</summary>
    public void Poll()
    {
        _socket ??= Open();
        if (_socket.IsInvalid)
            return;
        Accept();
        for (int index = _programs.Count - 1; index >= 0; index--)
        {
            if (!_programs[index].TryReceive(desk, out bool hasReceived))
            {
                _programs[index].Dispose();
                _programs.RemoveAt(index);
            }
            if (hasReceived)
                _busyUntilNs = clock.Now + BusyNs;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (ProgramConnection program in _programs)
            program.Dispose();
        _programs.Clear();
        _socket?.Dispose();
    }

    private FileDescriptor Open()
    {
        var socket = new FileDescriptor(Posix.socket(Posix.AF_UNIX, Posix.SOCK_SEQPACKET | Posix.SOCK_NONBLOCK | Posix.SOCK_CLOEXEC, 0));
        byte[] name = Encoding.ASCII.GetBytes(ControlName.Of(module, Environment.ProcessId));
        byte[] address = new byte[FamilySize + name.Length];
        MemoryMarshal.Write(address, (ushort)Posix.AF_UNIX);
        name.CopyTo(address, FamilySize);
        fixed (byte* bytes = address)
        {
            if (Posix.bind(socket.Value, (@sockaddr*)bytes, (uint)address.Length) == 0 && Posix.listen(socket.Value, MostPrograms) == 0)
                return socket;
        }
        log.Warn($"Requests of netjack2 ports, connect and patches are not served: no socket for them ({SystemError.Last()})");
        socket.Dispose();
        return new FileDescriptor(-1);
    }

    private void Accept()
    {
        for (int count = 0; count < MostPrograms; count++)
        {
            int accepted = Posix.accept4(_socket!.Value, null, null, Posix.SOCK_NONBLOCK | Posix.SOCK_CLOEXEC);
            if (accepted < 0)
                return;
            // What is turned away costs no memory, and no call sooner.
            if (_programs.Count == MostPrograms || !IsServed(accepted))
            {
                _ = Posix.close(accepted);
                continue;
            }
            _programs.Add(new ProgramConnection(new FileDescriptor(accepted)));
            _busyUntilNs = clock.Now + BusyNs;
        }
    }

    private static bool IsServed(int descriptor)
    {
        // struct ucred: process, user, group.
        uint* credentials = stackalloc uint[3];
        uint size = 3 * sizeof(uint);
        return Posix.getsockopt(descriptor, Posix.SOL_SOCKET, Posix.SO_PEERCRED, credentials, &size) == 0
            && (credentials[1] == PlainFile.User || credentials[1] == Root);
    }
}
