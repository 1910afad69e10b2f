namespace NetJack2.Interop;

public partial struct OpusDecoder
{
}
