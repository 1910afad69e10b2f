// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Mesh;
using NetJack2.Sessions.Rig;

namespace NetJack2.Sessions.Mesh;

/// <summary>How labels are set and removed.</summary>
/// <remarks>Control thread.</remarks>
/// <param name="machines">The slaves.</param>
/// <param name="own">The ports of the master.</param>
/// <param name="labels">Where they are kept.</param>
internal sealed class LabelJobs(MeshMachines machines, MachineRequests own, LabelBook labels)
{
    // Names are easily made up.
    private const int MostOfAbsent = LabelBook.MostLabels / 2;

    /// <summary>Sets a label; removes it where its text is empty.</summary>
    /// <param name="label">The label, as a user wrote it.</param>
    /// <param name="mayBeAbsent">Whether it is kept for a machine or a port that is not there.</param>
    /// <param name="outcome">Receives the outcome.</param>
    public void Set(PortLabel label, bool mayBeAbsent, RequestOutcome outcome)
    {
        bool mustBeThere = !mayBeAbsent && label.Text.Length != 0;
        string port = $"{MachineNames.ClientOf(label.Machine)}:{label.Port}";
        if (label.Machine is MachineNames.Master)
            outcome.Refuse("a label is for a port of a slave's client, and the master has none");
        else if (label.Problem is { } problem)
            outcome.Refuse(problem);
        else if (mustBeThere && machines.Find(label.Machine) is null)
            outcome.MissMachine(label.Machine);
        else if (mustBeThere && !own.Has(port))
            outcome.MissPort(MachineNames.Master, port);
        else if (IsExcess(label))
            outcome.Refuse($"there are {MostOfAbsent} labels of machines that are not there: remove one with an empty label");
        else if (!labels.TrySet(label))
            outcome.Refuse($"there are {LabelBook.MostLabels} labels already: remove one with an empty label");
        else
            outcome.Finish([]);
    }

    private bool IsExcess(PortLabel label) =>
        label.Text.Length != 0 && machines.Find(label.Machine) is null && !labels.All.Any(label.IsFor)
        && labels.All.Count(other => machines.Find(other.Machine) is null) >= MostOfAbsent;
}
