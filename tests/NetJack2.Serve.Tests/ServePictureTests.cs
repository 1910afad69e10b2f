// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Mesh;
using PuppeteerSharp;

namespace NetJack2.Serve.Tests;

/// <summary>Draws the pictures of the page in docs/pictures: scripts/pictures.sh.</summary>
public class ServePictureTests
{
    private const long MostBytes = 100_000;

    [TestCase("serve", 1280, 660, false)]
    [TestCase("serve-phone", 360, 1420, true)]
    public async Task A_picture_is_drawn(string name, int width, int height, bool isDark)
    {
        if (Environment.GetEnvironmentVariable("NETJACK2_DRAW") is not "1")
            Assert.Ignore("scripts/pictures.sh draws it");
        var module = new FakeRig();
        _ = module.Ask(RequestWords.Connect, "studio/system:capture_1", "keys/system:playback_1");
        _ = module.Ask(RequestWords.Connect, "studio/system:capture_2", "keys/system:playback_2");
        await using ServedRig rig = await ServedRig.StartAsync(open: module.Open);
        ExampleRig.Put(rig, 2);
        await using IBrowser browser = await Browser.LaunchAsync();
        await using IPage page = await Browser.OpenAsync(browser, rig.Url, width, isDark, height);
        _ = await page.WaitForSelectorAsync("#grid input");
        // As if the page had been open for a minute, with the last session chosen.
        await page.EvaluateFunctionAsync(
            """
            () => {
              let number = 0;
              for (const history of histories.values())
                history.losses = Array.from({ length: 60 }, (_, second) => number > 0 && second % 23 === number * 3 ? number : 0, number++);
              byId("chosen").selectedIndex = 1;
            }
            """);
        await Task.Delay(1000);
        ExampleRig.Put(rig, 2);
        await Task.Delay(500);
        string file = Path.Combine(Folder(), $"{name}.png");
        await page.ScreenshotAsync(file);
        Assert.That(new FileInfo(file).Length, Is.LessThanOrEqualTo(MostBytes));
    }

    private static string Folder()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "NetJack2.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("NetJack2.sln");
        return Path.Combine(folder, "docs", "pictures");
    }
}
