// SPDX-License-Identifier: GPL-2.0-or-later
/* Everything that crosses the border between native/ (C++) and managed/ (C#): plain C types, opaque handles.
   The C++ side holds sizes and offsets with static_asserts (native/common/abi.cpp), the C# side with NUnit tests.
   No function here lets a C++ or .NET exception out. Strings are UTF-8 and NUL-terminated. */
#ifndef NETJACK2_ABI_H
#define NETJACK2_ABI_H

#include "base.h"
#include "host.h"
#include "modules.h"
#include "options.h"
#include "server.h"

#endif
