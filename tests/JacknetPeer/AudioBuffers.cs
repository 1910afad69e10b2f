// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;

namespace NetJack2.JacknetPeer;

/// <summary>Audio buffers for libjacknet. They live as long as the process.</summary>
internal sealed unsafe class AudioBuffers
{
    private readonly int _frames;

    public AudioBuffers(int count, int frames)
    {
        _frames = frames;
        Pointers = (float**)NativeMemory.AllocZeroed((nuint)(Math.Max(count, 1) * sizeof(float*)));
        for (int i = 0; i < count; i++) Pointers[i] = (float*)NativeMemory.AllocZeroed((nuint)(frames * sizeof(float)));
    }

    public float** Pointers { get; }

    public Span<float> this[int index] => new(Pointers[index], _frames);
}
