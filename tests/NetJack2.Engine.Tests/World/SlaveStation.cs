namespace NetJack2.Engine.Tests;

/// <summary>The host of a slave: its server, and the control thread of its driver.</summary>
internal sealed class SlaveStation : Actor, ISlaveHost
{
    private const long PollTime = 10 * VirtualClock.Millisecond;

    private readonly VirtualWorld _world;
    private readonly SlaveRequest _request;
    private readonly uint _host;
    private SessionParameters? _session;
    private long _next;

    public SlaveStation(VirtualWorld world, uint host, SlaveRequest request)
    {
        _world = world;
        _host = host;
        _request = request;
        _next = world.Clock.Now;
        Server = new SlaveServer(world.Clock) { IsSync = request.Sync };
        Server.Use(null, Server.Ports, sampleRate: 48_000);
        Search = new MasterSearch(request, this, world.Clock, Log);
        world.Add(this);
        world.Add(Server);
    }

    public SlaveServer Server { get; }

    public MasterSearch Search { get; }

    public RecordingLog Log { get; } = new();

    public VirtualSocket? Socket { get; private set; }

    public int Configurations { get; private set; }

    /// <summary>Whether the server can take the form of a session.</summary>
    public bool CanConfigure { get; set; } = true;

    public SessionParameters? Session => Search.IsRunning ? _session : null;

    public string HostName => "stage";

    public FakeCodecs Codecs { get; } = new();

    ICodecLibrary ISlaveHost.Codecs => Codecs;

    public override long WakeAt => _next;

    public override void Step()
    {
        Search.Poll();
        _next = _world.Clock.Now + PollTime;
    }

    /// <summary>The slave's server ends.</summary>
    public void Close()
    {
        Search.Close();
        _world.Remove(this);
        _world.Remove(Server);
    }

    public IHandshakeSocket? OpenSocket()
    {
        bool isFree = _world.Network.IsFree(new PeerAddress(_host, _request.Target.Port));
        Socket = _world.Network.Open(_host, isFree ? _request.Target.Port : (ushort)0);
        return Socket;
    }

    public bool TryConfigure(SessionParameters session)
    {
        if (!CanConfigure)
            return false;
        Configurations++;
        _session = session;
        Server.Use(null, FakePorts.OfSlave(session), session.SampleRate);
        return true;
    }

    public void Run(SlaveLink? link) => Server.Use(link, Server.Ports, _session!.SampleRate);
}
