// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using NetJack2.Statistics;

namespace NetJack2.Cli.Commands;

/// <summary>A module's name as the word of a command.</summary>
internal static class ModuleArgument
{
    public static Argument<string?> Create()
    {
        string[] names = [.. Enum.GetNames<ModuleKind>().Select(name => name.ToLowerInvariant())];
        var module = new Argument<string?>("MODULE")
        {
            Description = "Only this module: " + string.Join(", ", names) + ".",
            Arity = ArgumentArity.ZeroOrOne,
        };
        module.CompletionSources.Add(names);
        module.Validators.Add(result =>
        {
            if (result.Tokens.Count != 0 && !names.Contains(result.Tokens[0].Value, StringComparer.Ordinal))
                result.AddError($"MODULE must be one of {string.Join(", ", names)}, and not '{result.Tokens[0].Value}'.");
        });
        return module;
    }
}
