// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Interop;

public partial struct OpusEncoder
{
}
