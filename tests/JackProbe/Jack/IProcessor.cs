// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Jack;

/// <summary>The work of a client in each cycle. Real-time safe: it neither allocates nor waits.</summary>
internal interface IProcessor
{
    void Process(uint frames);
}
