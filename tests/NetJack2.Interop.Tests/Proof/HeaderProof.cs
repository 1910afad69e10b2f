// SPDX-License-Identifier: GPL-2.0-or-later
using System.Reflection;
using System.Text;

namespace NetJack2.Interop.Tests.Proof;

/// <summary>The C++ source that compiles only if the bindings agree with the installed headers.</summary>
/// <remarks>C++, because the generator reads the headers as C++: there a struct is called by its tag, as in the bindings.</remarks>
internal static class HeaderProof
{
    private static readonly string[] s_headers =
    [
        "interop/generation/jack/jack.h",
        "interop/generation/alsa/alsa.h",
        "interop/generation/samplerate/samplerate.h",
        "interop/generation/opus/opus.h",
        "interop/generation/posix/posix.h",
        "native/include/netjack2/program.h",
    ];

    // has_prototype ignores noexcept, which glibc declares and no binding can express.
    private const string Prelude = """
        #include <cerrno>
        #include <cstddef>
        #include <string_view>
        #include <type_traits>
        #include <ifaddrs.h>
        #include <opus/opus.h>
        #include <sys/prctl.h>

        template <class Function> struct plain { using type = Function; };
        template <class Return, class... Arguments>
        struct plain<Return (*)(Arguments...) noexcept> { using type = Return (*)(Arguments...); };
        template <class Function, class Return, class... Arguments>
        constexpr bool has_prototype = std::is_same_v<typename plain<Function>::type, Return (*)(Arguments...)>;

        // An export may have nint or void* where C names a type of its own: what counts is size and kind of register.
        template <class T> constexpr int kind = std::is_floating_point_v<T> ? -int(sizeof(T)) : int(sizeof(T));
        template <> constexpr int kind<void> = 0;
        template <class, class> constexpr bool alike = false;
        template <class R1, class... A1, class R2, class... A2>
        constexpr bool alike<R1 (*)(A1...), R2 (*)(A2...)> = [] {
            if constexpr (sizeof...(A1) == sizeof...(A2)) return kind<R1> == kind<R2> && (true && ... && (kind<A1> == kind<A2>));
            else return false;
        }();
        template <class Function, class Return, class... Arguments>
        constexpr bool passed_alike = alike<typename plain<Function>::type, Return (*)(Arguments...)>;

        // prctl is variadic; the binding has the shape in which it reads its arguments.
        int prctl_ulong(int, unsigned long, unsigned long, unsigned long, unsigned long);

        // So are the ctl functions of libopus.
        int opus_encoder_ctl_int(OpusEncoder *, int, opus_int32);
        int opus_encoder_ctl_get(OpusEncoder *, int, opus_int32 *);
        int opus_decoder_ctl_int(OpusDecoder *, int, opus_int32);
        int opus_custom_decoder_ctl_get(OpusCustomDecoder *, int, opus_int32 *);

        """;

    public static IReadOnlyList<string> Assertions { get; } = AssertionsOf(typeof(Jack).Assembly);

    public static string Source(IEnumerable<string> assertions)
    {
        var source = new StringBuilder();
        foreach (string header in s_headers) source.AppendLine($"#include \"{SourceTree.PathOf(header)}\"");
        source.AppendLine(Prelude);
        foreach (string assertion in assertions) source.AppendLine(assertion);
        return source.ToString();
    }

    public static (bool Accepted, string Diagnostics) Check(IEnumerable<string> assertions) => Check(assertions, Gcc.Own);

    public static (bool Accepted, string Diagnostics) Check(IEnumerable<string> assertions, Gcc gcc)
        => gcc.Check(Source(assertions), "c++", "gnu++17");

    public static IReadOnlyList<string> AssertionsOf(Assembly bindings)
        => [.. LayoutProof.Assertions(bindings), .. ConstantProof.Assertions(bindings), .. PrototypeProof.Assertions(bindings)];
}
