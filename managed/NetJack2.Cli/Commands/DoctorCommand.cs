using System.CommandLine;
using NetJack2.Cli.Doctor;

namespace NetJack2.Cli.Commands;

/// <summary><c>netjack2 doctor</c>: checks what usually is wrong, and says what to do.</summary>
internal static class DoctorCommand
{
    private const int DefaultPort = 19000;
    private const string DefaultGroup = "225.3.19.154";

    public static Command Create()
    {
        var group = new Option<string>("--multicast-ip", "-a") { Description = "Group, or address of the master.", DefaultValueFactory = _ => DefaultGroup };
        var port = new Option<int>("--udp-net-port", "-p") { Description = "UDP port.", DefaultValueFactory = _ => DefaultPort };
        var ask = new Option<bool>("--ask")
        {
            Description = "Announce a slave and see whether a manager answers. An original manager serves nobody else for ten seconds then.",
        };
        var command = new Command("doctor", "Checks what usually is wrong, and says what to do about it.") { group, port, ask };
        command.SetAction(result => Check(result.GetValue(group)!, result.GetValue(port), result.GetValue(ask)));
        return command;
    }

    private static int Check(string group, int port, bool ask)
    {
        if (!System.Net.IPAddress.TryParse(group, out System.Net.IPAddress? address))
        {
            Console.Out.WriteLine($"'{group}' is not an IP address.");
            return 2;
        }
        var target = new System.Net.IPEndPoint(address, port);
        List<Finding> findings = [.. ServerChecks.Run(), .. LimitChecks.Run(), .. NetworkChecks.Run(target)];
        if (ask)
            findings.Add(ManagerCheck.Run(target));
        foreach (Finding finding in findings)
        {
            Console.Out.WriteLine($"{Mark(finding.Verdict)}  {finding.Text}");
            if (finding.Remedy is { } remedy)
                Console.Out.WriteLine($"       {remedy}");
        }
        return findings.Exists(finding => finding.Verdict == Verdict.Wrong) ? 1 : 0;
    }

    private static string Mark(Verdict verdict) => verdict switch { Verdict.Good => "good ", Verdict.Note => "note ", _ => "WRONG" };
}
