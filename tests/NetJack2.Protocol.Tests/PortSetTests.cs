// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Protocol.Tests;

public class PortSetTests
{
    private static readonly Gen<int[]> s_ports = Gen.Int[0, 255].Array[0, 60];

    [Test]
    public void It_holds_what_a_set_of_numbers_holds()
        => s_ports.Sample(ports =>
        {
            PortSet set = Of(ports);
            var model = new HashSet<int>(ports);
            return set.Count == model.Count && Enumerable.Range(0, 256).All(port => set.Contains(port) == model.Contains(port));
        });

    [Test]
    public void NextFrom_walks_it_in_ascending_order()
        => s_ports.Sample(ports => Walk(Of(ports)).SequenceEqual(ports.Distinct().Order()));

    [Test]
    public void NextFrom_beyond_the_last_index_is_minus_1() => Assert.That(PortSet.First(256).NextFrom(256), Is.EqualTo(-1));

    [Test]
    public void The_intersection_is_what_both_hold()
        => Gen.Select(s_ports, s_ports).Sample((left, right) => Walk(Of(left) & Of(right)).SequenceEqual(left.Intersect(right).Order()));

    [Test]
    public void Two_sets_are_equal_where_they_hold_the_same()
        => Gen.Select(s_ports, s_ports).Sample((left, right) =>
        {
            bool same = new HashSet<int>(left).SetEquals(right);
            return (Of(left) == Of(right)) == same && (Of(left) != Of(right)) == !same && Of(left).Equals((object)Of(right)) == same
                && Of(left).GetHashCode() == Of(left.Reverse()).GetHashCode();
        });

    [Test]
    public void The_words_of_32_indices_carry_it()
        => s_ports.Sample(ports =>
        {
            PortSet copy = default;
            for (int word = 0; word < 8; word++)
                copy.AddWord(word, Of(ports).GetWord(word));
            return copy == Of(ports);
        });

    [Test]
    public void The_lowest_index_is_the_lowest_bit_of_its_word()
    {
        PortSet set = Of([32, 63]);
        Assert.That((set.GetWord(0), set.GetWord(1), set.GetWord(2)), Is.EqualTo((0u, 0x80000001u, 0u)));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(63)]
    [TestCase(64)]
    [TestCase(65)]
    [TestCase(255)]
    [TestCase(256)]
    public void First_holds_the_first_so_many(int count) => Assert.That(Walk(PortSet.First(count)), Is.EqualTo(Enumerable.Range(0, count)));

    private static PortSet Of(IEnumerable<int> ports)
    {
        PortSet set = default;
        foreach (int port in ports)
            set.Add(port);
        return set;
    }

    private static List<int> Walk(PortSet set)
    {
        var ports = new List<int>();
        for (int port = set.NextFrom(0); port >= 0; port = set.NextFrom(port + 1))
            ports.Add(port);
        return ports;
    }
}
