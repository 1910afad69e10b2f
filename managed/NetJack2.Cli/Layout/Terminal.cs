// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace NetJack2.Cli.Layout;

/// <summary>
/// The whole terminal, for a program that draws on it: its alternate screen, with keys that are read as they are pressed. Disposing it
/// gives back what was there before. Not by Console, which echoes keys between two reads and keeps the size that the terminal had.
/// </summary>
internal sealed partial class Terminal : IDisposable
{
    private const int Input = 0, Now = 0;
    private const nuint GetSize = 0x5413;
    private const uint Canonical = 2, Echo = 8;
    private const int Quit = 1, Time = 5, Least = 6, Suspend = 10;

    // Alternate screen, without cursor and without going on in the next line behind the last column.
    private const string Enter = "\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[H\u001b[2J";
    private const string Leave = "\u001b[0m\u001b[?7h\u001b[?25h\u001b[?1049l";

    private readonly byte[] _pressed = new byte[64];
    private readonly FileStream _output = new(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
    private readonly Modes _modes;
    private readonly bool _hasKeys;
    private bool _hasEnded;
    private IReadOnlyList<string> _shown = [];

    public Terminal()
    {
        _hasKeys = GetModes(Input, out _modes) == 0;
        Write(Enter);
        if (!_hasKeys)
            return;
        Modes modes = _modes;
        modes.Local &= ~(Canonical | Echo);
        modes.Characters[Least] = 1;
        modes.Characters[Time] = 0;
        // Stopped or ended by a key, the program could not give the screen back.
        modes.Characters[Quit] = modes.Characters[Suspend] = 0;
        _ = SetModes(Input, Now, modes);
    }

    /// <summary>Columns and lines of the terminal.</summary>
    public static (int Width, int Height) Size =>
        ReadSize(1, GetSize, out WindowSize size) == 0 && size is { Columns: > 0, Rows: > 0 } ? (size.Columns, size.Rows) : (80, 24);

    /// <summary>Returns the escape sequences and text that replace the shown lines with others.</summary>
    public static string Changes(IReadOnlyList<string> shown, IReadOnlyList<string> lines)
    {
        bool isAnew = shown.Count != lines.Count;
        var text = new StringBuilder(isAnew ? "\u001b[2J" : "");
        for (int row = 0; row < lines.Count; row++)
            if (isAnew || !string.Equals(shown[row], lines[row], StringComparison.Ordinal))
                text.Append($"\u001b[{row + 1};1H").Append(lines[row]);
        return text.ToString();
    }

    /// <summary>Shows lines, each of which fills the width.</summary>
    public void Show(IReadOnlyList<string> lines)
    {
        Write(Changes(_shown, lines));
        _shown = lines;
    }

    /// <summary>Forgets the lines that are shown: the next ones are written completely.</summary>
    public void Forget() => _shown = [];

    /// <summary>Waits for keys for at most so many milliseconds; returns their bytes, none after the time.</summary>
    public ReadOnlySpan<byte> Read(int milliseconds)
    {
        if (!_hasKeys || _hasEnded)
        {
            Thread.Sleep(milliseconds);
            return [];
        }
        if (!Descriptor.HasInput(Input, milliseconds))
            return [];
        nint count = ReadInput(Input, _pressed, (nuint)_pressed.Length);
        _hasEnded = count <= 0;
        return _pressed.AsSpan(0, (int)Math.Max(0, count));
    }

    public void Dispose()
    {
        if (_hasKeys)
            _ = SetModes(Input, Now, _modes);
        Write(Leave);
        _output.Dispose();
    }

    private void Write(string text) => _output.Write(Encoding.UTF8.GetBytes(text));

    [LibraryImport("libc", EntryPoint = "tcgetattr")]
    private static partial int GetModes(int descriptor, out Modes modes);

    [LibraryImport("libc", EntryPoint = "tcsetattr")]
    private static partial int SetModes(int descriptor, int when, in Modes modes);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int ReadSize(int descriptor, nuint request, out WindowSize size);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint ReadInput(int descriptor, [Out] byte[] bytes, nuint count);

    // struct termios
    private struct Modes
    {
        public uint Input, Output, Control, Local;
        public byte Discipline;
        public ControlCharacters Characters;
        public uint InputSpeed, OutputSpeed;
    }

    [System.Runtime.CompilerServices.InlineArray(32)]
    private struct ControlCharacters
    {
        private byte _first;
    }

    // struct winsize
    private struct WindowSize
    {
        public ushort Rows, Columns, Width, Height;
    }
}
