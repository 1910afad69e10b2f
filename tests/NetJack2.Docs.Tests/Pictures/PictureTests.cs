// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Docs.Tests.Pictures;

/// <summary>The drawn pictures of docs/ are those of the sources. scripts/pictures.sh draws them.</summary>
public class PictureTests
{
    private static readonly bool s_draws = Environment.GetEnvironmentVariable("NETJACK2_DRAW") is "1";

    [TestCase("layers")]
    [TestCase("cycle")]
    public void The_picture_is_up_to_date(string name)
    {
        string file = Page.InTree($"docs/pictures/{name}.svg"), drawn = name is "layers" ? LayerPicture.Draw() : CyclePicture.Draw();
        if (s_draws)
            File.WriteAllText(file, drawn);
        Assert.That(File.ReadAllText(file), Is.EqualTo(drawn), "run scripts/pictures.sh");
    }

    [Test]
    public void Each_project_has_a_box()
        => Assert.That(LayerPicture.Boxes, Is.EquivalentTo(LayerPicture.Projects));
}
