// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Jack;

/// <summary>What a client does in each cycle. It neither allocates nor waits.</summary>
internal interface IProcessor
{
    void Process(uint frames);
}
