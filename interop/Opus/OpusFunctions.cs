// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;

namespace NetJack2.Interop;

/// <summary>Standard Opus, and a custom decoder's questions: what the generator's settings do not list.</summary>
/// <remarks>The ctl functions are variadic; these are the shapes in which they read the arguments of their requests.</remarks>
public static unsafe partial class Opus
{
    [DllImport("opus", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern OpusEncoder* opus_encoder_create([NativeTypeName("opus_int32")] int Fs, int channels, int application, int* error);

    [DllImport("opus", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern void opus_encoder_destroy(OpusEncoder* st);

    [DllImport("opus", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    [return: NativeTypeName("opus_int32")]
    public static extern int opus_encode_float(
        OpusEncoder* st, [NativeTypeName("const float *")] float* pcm, int frame_size,
        [NativeTypeName("unsigned char *")] byte* data, [NativeTypeName("opus_int32")] int max_data_bytes);

    [DllImport("opus", CallingConvention = CallingConvention.Cdecl, EntryPoint = "opus_encoder_ctl", ExactSpelling = true)]
    public static extern int opus_encoder_ctl_int(OpusEncoder* st, int request, [NativeTypeName("opus_int32")] int value);

    [DllImport("opus", CallingConvention = CallingConvention.Cdecl, EntryPoint = "opus_encoder_ctl", ExactSpelling = true)]
    public static extern int opus_encoder_ctl_get(OpusEncoder* st, int request, [NativeTypeName("opus_int32 *")] int* value);

    [DllImport("opus", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern OpusDecoder* opus_decoder_create([NativeTypeName("opus_int32")] int Fs, int channels, int* error);

    [DllImport("opus", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern void opus_decoder_destroy(OpusDecoder* st);

    [DllImport("opus", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern int opus_decode_float(
        OpusDecoder* st, [NativeTypeName("const unsigned char *")] byte* data, [NativeTypeName("opus_int32")] int len, float* pcm,
        int frame_size, int decode_fec);

    [DllImport("opus", CallingConvention = CallingConvention.Cdecl, EntryPoint = "opus_decoder_ctl", ExactSpelling = true)]
    public static extern int opus_decoder_ctl_int(OpusDecoder* st, int request, [NativeTypeName("opus_int32")] int value);

    [DllImport("opus", CallingConvention = CallingConvention.Cdecl, EntryPoint = "opus_custom_decoder_ctl", ExactSpelling = true)]
    public static extern int opus_custom_decoder_ctl_get(OpusCustomDecoder* st, int request, [NativeTypeName("opus_int32 *")] int* value);
}
