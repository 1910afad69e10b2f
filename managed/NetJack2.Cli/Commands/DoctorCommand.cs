// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using System.Net;
using NetJack2.Cli.Doctor;
using NetJack2.Cli.Layout;
using NetJack2.Rig.Pages;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Cli.Commands;

/// <summary><c>netjack2 doctor</c>: checks for the usual mistakes and prints remedies.</summary>
internal static class DoctorCommand
{
    /// <summary>The default UDP port, that of -p.</summary>
    internal const int DefaultPort = 19000;

    /// <summary>The default multicast group, that of -a.</summary>
    internal const string DefaultGroup = "225.3.19.154";

    public static Command Create()
    {
        var group = new Option<string>("--multicast-ip", "-a")
        {
            Description = "Group, or address of the master.",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("JACK_NETJACK_MULTICAST") is { Length: > 0 } chosen
                ? chosen
                : DefaultGroup,
        };
        var port = new Option<int>("--udp-net-port", "-p")
        {
            Description = "UDP port.",
            DefaultValueFactory = _ => int.TryParse(Environment.GetEnvironmentVariable("JACK_NETJACK_PORT"), out int chosen)
                ? chosen
                : DefaultPort,
        };
        var ask = new Option<bool>("--ask")
        {
            Description =
                "Announce a slave and see whether a manager answers. A netmanager of jack2 serves no other slave for ten seconds then.",
        };
        var command = new Command("doctor", "Checks for the usual problems, and prints the remedies.") { group, port, ask };
        command.SetAction(result => Check(result.GetValue(group)!, result.GetValue(port), result.GetValue(ask)));
        return command;
    }

    private static int Check(string group, int port, bool ask)
    {
        if (!IPAddress.TryParse(group, out IPAddress? address))
            return Refuse($"option -a, multicast-ip: must be an IP address, not '{group}'");
        if (port is < 1 or > IPEndPoint.MaxPort)
            return Refuse($"option -p, udp-net-port: must be 1 to {IPEndPoint.MaxPort}, not {port}");
        var target = new IPEndPoint(address, port);
        IReadOnlyList<ModulePage> pages = ModulePage.ReadAll();
        List<Finding> findings =
        [
            .. ServerChecks.Run(pages), .. PipeWireChecks.Run(), ClientLibrary.Run(), .. PageChecks.Run(pages), .. MeshChecks.Run(pages),
            .. LimitChecks.Run(), .. NetworkChecks.Run(target), .. WirelessCheck.Run(target), FirewallCheck.Run(port),
            .. ask ? ManagerCheck.Run(target) :
            [new Finding(Verdict.Note, "Whether a manager answers was not tried.", "netjack2 doctor --ask")],
        ];
        int width = Output.Width;
        foreach (Finding finding in findings)
        {
            // Names of programs, files and hosts are in it.
            Output.Write(TextLines.Hang($"{Mark(finding.Verdict)}  ", PlainText.Clean(finding.Text), width));
            if (finding.Remedy is { } remedy)
                Output.Write(TextLines.Hang("       ", PlainText.Clean(remedy), width));
        }
        return findings.Exists(finding => finding.Verdict == Verdict.Wrong) ? 1 : 0;
    }

    private static int Refuse(string problem)
    {
        Console.Error.WriteLine(problem);
        return 2;
    }

    private static string Mark(Verdict verdict) => verdict switch { Verdict.Good => "good ", Verdict.Note => "note ", _ => "WRONG" };
}
