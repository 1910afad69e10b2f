// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Sessions.Rig;

/// <summary>The labels of a rig, in the order in which they were set first.</summary>
/// <remarks>Control thread.</remarks>
public sealed class LabelBook
{
    /// <summary>The greatest number of labels.</summary>
    public const int MostLabels = 1024;

    private readonly List<PortLabel> _labels = [];

    /// <summary>All labels of the book, in the order in which they were set first.</summary>
    public IReadOnlyList<PortLabel> All => _labels;

    /// <summary>A number that is another one after each change.</summary>
    public int Version { get; private set; }

    /// <summary>Sets a label without a problem, or removes it where its text is empty.</summary>
    /// <returns>False where there is no room for another one.</returns>
    public bool TrySet(PortLabel label)
    {
        int index = _labels.FindIndex(label.IsFor);
        if (index >= 0 ? _labels[index] == label : label.Text.Length == 0)
            return true;
        if (index < 0 && _labels.Count >= MostLabels)
            return false;
        if (label.Text.Length == 0)
            _labels.RemoveAt(index);
        else if (index >= 0)
            _labels[index] = label;
        else
            _labels.Add(label);
        Version++;
        return true;
    }
}
