// SPDX-License-Identifier: GPL-2.0-or-later
using Mono.Cecil;

namespace NetJack2.Architecture.Tests.Contract;

/// <summary>Assemblies beside this test, read with their line numbers, that see each other as the same objects.</summary>
internal static class BuiltAssemblies
{
    public static AssemblyDefinition[] Read(params IEnumerable<string> names)
    {
        // Lives as long as what it has read: references are resolved when they are followed.
        var resolver = new CachingResolver();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location));
        var parameters = new ReaderParameters
        {
            AssemblyResolver = resolver,
            ReadSymbols = true,
            SymbolReaderProvider = new Mono.Cecil.Cil.DefaultSymbolReaderProvider(throwIfNoSymbol: false),
        };

        return [.. names.Select(name => resolver.Register(AssemblyDefinition.ReadAssembly(PathOf(name), parameters)))];
    }

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, name + ".dll");

    // A reference from one of them to another must lead to the object that is walked, not to a second reading of the file.
    private sealed class CachingResolver : DefaultAssemblyResolver
    {
        public AssemblyDefinition Register(AssemblyDefinition assembly)
        {
            RegisterAssembly(assembly);
            return assembly;
        }
    }
}
