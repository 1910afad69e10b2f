// SPDX-License-Identifier: GPL-2.0-or-later
using PuppeteerSharp;
using PuppeteerSharp.Media;

namespace NetJack2.Serve.Tests;

/// <summary>The Chromium of this computer, without a window.</summary>
internal static class Browser
{
    private static readonly string[] s_places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly string? s_program = s_places.FirstOrDefault(File.Exists);

    /// <summary>Starts it; the test is skipped where there is none.</summary>
    public static async Task<IBrowser> LaunchAsync()
    {
        if (s_program is null)
            Assert.Ignore("there is no chromium: scripts/test.sh --all installs it");
        // Its sandbox needs rights that a container may not give. Equal letters make small pictures.
        return await Puppeteer.LaunchAsync(new LaunchOptions
        {
            ExecutablePath = s_program,
            Headless = true,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=en-US", "--disable-lcd-text",
                "--disable-font-subpixel-positioning", "--font-render-hinting=full",
            ],
        });
    }

    /// <summary>Opens the page and waits until it shows the rig.</summary>
    public static async Task<IPage> OpenAsync(IBrowser browser, Uri url, int width = 1280, bool isDark = false, int height = 800)
    {
        IPage page = await browser.NewPageAsync();
        await page.SetViewportAsync(new ViewPortOptions { Width = width, Height = height });
        await page.EmulateMediaFeaturesAsync(
            [new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = isDark ? "dark" : "light" }]);
        _ = await page.GoToAsync(url.ToString());
        _ = await page.WaitForFunctionAsync("() => /session/.test(document.getElementById('state').textContent)");
        return page;
    }
}
