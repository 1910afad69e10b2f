// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Architecture.Tests.Contract;

/// <summary>How a marked method breaks the real-time contract.</summary>
internal enum BreachKind
{
    /// <summary>Makes an object: <c>new</c> of a class, a delegate, a closure.</summary>
    NewObject,

    /// <summary>Makes an array.</summary>
    NewArray,

    /// <summary>Makes an object of a value.</summary>
    Box,

    /// <summary>Throws.</summary>
    Throw,

    /// <summary>Takes a lock.</summary>
    Lock,

    /// <summary>Makes a text, or works on one.</summary>
    Text,

    /// <summary>Is an async method or an iterator: its state is an object.</summary>
    StateMachine,

    /// <summary>Calls what is neither marked nor allowed.</summary>
    UnmarkedCall,

    /// <summary>Implements or overrides a marked declaration, unmarked.</summary>
    UnmarkedImplementation,
}
