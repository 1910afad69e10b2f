// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>One channel of a <see cref="LoopResult"/>.</summary>
public sealed record ChannelResult(int Channel, long Lag, long Glitches, long GlitchFrames, long Undecodable, long SilentFrames, long Gaps);
