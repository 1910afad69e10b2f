// SPDX-License-Identifier: GPL-2.0-or-later
using System.CommandLine;
using System.Runtime.InteropServices;
using NetJack2.Cli.Layout;
using NetJack2.Cli.Rig;
using NetJack2.Protocol.Mesh;
using NetJack2.RealTime;
using NetJack2.Rig.Requests;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Cli.Commands;

/// <summary><c>netjack2 patch save</c> and <c>netjack2 patch load</c>: the patches of the rig in a file.</summary>
internal static class PatchCommand
{
    // In place of a file: standard output, standard input.
    private const string Standard = "-";

    private const string Saving = "patch save", Loading = "patch load";

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A file in TOML; - is standard output or input." };
        var save = new Command("save", "Writes the patches and labels of the rig into a file.") { file };
        save.SetAction(result => RigCommands.With(Saving, channel => Save(channel, result.GetValue(file)!)));
        var load = new Command("load", "Connects the patches of a file, now or when their machines are there. Others stay.") { file };
        load.SetAction(result => Load(result.GetValue(file)!));
        return new Command("patch", "Saves the patches and labels of the rig, and connects those of a file.") { save, load };
    }

    /// <summary>Writes the patches that <c>connect</c> has made and <c>disconnect</c> has not removed.</summary>
    /// <returns>The exit code.</returns>
    internal static int Save(IRigChannel channel, string file)
    {
        if (RigLists.Read(channel, PatchReport.Size, out List<string[]> entries, RequestWords.Patches) is { } reply)
            return RigCommands.Fail(Saving, RigProblem.Describe(reply, channel));
        // A manager of an earlier version has none.
        if (RigLists.Read(channel, LabelReport.Size, out List<string[]> labelEntries, RequestWords.Labels) is { IsNotKnown: false } refusal)
            return RigCommands.Fail(Saving, RigProblem.Describe(refusal, channel));
        LabelReport[] labels = [.. labelEntries.Select(LabelReport.Read)];
        LabelReport[] savedLabels = [.. labels.Where(label => PatchFile.CanHave(label.Machine) && PatchFile.CanHave(label.Text))];
        PatchReport[] patches = [.. entries.Select(PatchReport.Read).Where(patch => !patch.IsBeingRemoved)];
        PatchReport[] saved = [.. patches.Where(patch => PatchFile.CanHave(patch.From) && PatchFile.CanHave(patch.To))];
        if (Write(file, PatchFile.Write(saved, savedLabels)) is { } problem)
            return RigCommands.Fail(Saving, $"{(file.Length == 0 ? "FILE" : file)}: {problem}");
        foreach (PatchReport patch in patches.Except(saved))
            _ = RigCommands.Fail(Saving, $"not saved: {patch.From} -> {patch.To}: there is a control character in a name");
        foreach (LabelReport label in labels.Except(savedLabels))
            _ = RigCommands.Fail(Saving, $"not saved: label {label.Port} of '{label.Machine}': there is a control character in a name");
        return saved.Length == patches.Length && savedLabels.Length == labels.Length ? RigCommands.Done : RigCommands.Failed;
    }

    /// <summary>Connects each patch of a file, after the whole file is read.</summary>
    /// <returns>The exit code.</returns>
    private static int Load(string file)
    {
        PatchFile? patches = null;
        if (!ReadBytes(file).TryGet(out byte[]? bytes, out Refusal? refusal) || !PatchFile.Read(bytes).TryGet(out patches, out refusal))
            return RigCommands.Fail(Loading, $"{(file is Standard ? "standard input" : file)}: {refusal}");
        return RigCommands.With(Loading, channel => Math.Max(SetLabels(channel, patches.Labels), Connect(channel, patches.Patches)));
    }

    /// <summary>Sets labels. One that cannot be set does not keep the others from it.</summary>
    /// <returns>The exit code.</returns>
    internal static int SetLabels(IRigChannel channel, IReadOnlyList<LabelReport> labels)
    {
        int code = RigCommands.Done;
        foreach (LabelReport label in labels)
        {
            RigReply reply = channel.Ask(RequestWords.Load, RequestWords.Label, label.Machine, label.Port, label.Text);
            if (reply.Status != RequestStatus.Done)
                code = RigCommands.Fail(Loading, $"label {label.Port} of '{label.Machine}': {RigProblem.Describe(reply, channel)}");
            if (reply.IsLast)
                break;
        }
        return code;
    }

    /// <summary>Connects patches. One that cannot be connected does not keep the others from it; where something is missing, the manager
    /// waits for it.</summary>
    /// <returns>The exit code.</returns>
    internal static int Connect(IRigChannel channel, (string From, string To)[] patches)
    {
        int connected = 0, waiting = 0;
        foreach ((string from, string to) in patches)
        {
            RigReply reply = channel.Ask(RequestWords.Load, from, to);
            // A manager of an earlier version has no patches that wait.
            if (reply.IsNotKnown)
                reply = channel.Ask(RequestWords.Connect, from, to);
            switch (reply)
            {
                case { Status: RequestStatus.Done, Words: [var problem] }:
                    waiting++;
                    Output.Write([PlainText.Clean($"waits: {from} -> {to}: {problem}")]);
                    break;
                case { Status: RequestStatus.Done }:
                    connected++;
                    break;
                default:
                    _ = RigCommands.Fail(Loading, $"{from} -> {to}: {RigProblem.Describe(reply, channel)}");
                    break;
            }
            if (reply.IsLast)
                break;
        }
        string rest = waiting == 0 ? "" : $", {waiting} will be, when what they wait for is there: netjack2 patches lists them";
        Output.Write([$"{connected} of {patches.Length} patches are connected{rest}"]);
        return connected + waiting == patches.Length ? RigCommands.Done : RigCommands.Failed;
    }

    private static Result<byte[]> ReadBytes(string file)
    {
        try
        {
            if (file is not Standard)
                return PlainFile.Read(file, PatchFile.MostBytes, mayBeLink: true).Bytes;
            byte[] bytes = new byte[PatchFile.MostBytes + 1];
            using Stream input = Console.OpenStandardInput();
            int count = input.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return count < bytes.Length ? bytes[..count] : new Refusal($"it has more than {PatchFile.MostBytes} bytes");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Refusal(exception is FileNotFoundException ? "there is no such file" : exception.Message);
        }
    }

    // As the file that it replaces; and never a file, or a link, that another user has put there.
    private static FileStreamOptions ModeOf(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (OperatingSystem.IsLinux() && File.Exists(path))
            options.UnixCreateMode = File.GetUnixFileMode(path);
        return options;
    }

    // The old file stays until the new one is whole.
    private static string? Write(string file, string text)
    {
        if (file is Standard)
        {
            Console.Out.Write(text);
            return null;
        }
        if (file.Length == 0)
            return "it has no name";
        string? temporary = null;
        bool isMade = false;
        try
        {
            string path = File.Exists(file) ? File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file : file;
            if (PlainFile.FactsOf(path) is { IsRegular: false } facts)
                return facts.IsFolder ? "it is a folder" : "it is no file";
            temporary = $"{path}.{Environment.ProcessId}";
            using (var stream = new FileStream(temporary, ModeOf(path)))
            using (var writer = new StreamWriter(stream))
            {
                isMade = true;
                writer.Write(text);
            }
            File.Move(temporary, path, overwrite: true);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (isMade)
                File.Delete(temporary!);
            return exception switch
            {
                UnauthorizedAccessException => "this user may not write there",
                DirectoryNotFoundException => "there is no such folder",
                { HResult: > 0 } => Marshal.GetPInvokeErrorMessage(exception.HResult),
                _ => "it cannot be written",
            };
        }
    }
}
