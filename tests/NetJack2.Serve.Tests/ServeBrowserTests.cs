// SPDX-License-Identifier: GPL-2.0-or-later
using Deque.AxeCore.Commons;
using NetJack2.Statistics;
using PuppeteerSharp;

namespace NetJack2.Serve.Tests;

/// <summary>The page in a browser: for the eye, for a keyboard, for a screen reader, on a phone.</summary>
public class ServeBrowserTests
{
    private const string Hostile = "<img src=x onerror=document.title='run'>";

    // What a user can reach with the Tab key.
    private const string Controls = "a[href], button, input, select, summary, [tabindex='0']";

    private IBrowser _browser = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _browser = await Browser.LaunchAsync();

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
    }

    [Test]
    public async Task It_has_no_fault_for_a_screen_reader_and_fits_the_width(
        [Values] bool isDark, [Values(360, 1280)] int width, [Values(0, 3)] int sessions)
    {
        var module = new FakeRig();
        await using ServedRig rig = await ServedRig.StartAsync(open: sessions == 0 ? FakeRig.None : module.Open);
        ExampleRig.Put(rig, sessions);
        await using IPage page = await Browser.OpenAsync(_browser, rig.Url, width, isDark);
        if (sessions != 0)
        {
            _ = await page.WaitForSelectorAsync("#grid input");
            // The one with levels, of which one has clipped.
            _ = await page.EvaluateExpressionAsync<object>(
                "byId('chosen').selectedIndex = 3; document.querySelector('details').open = true; null");
            _ = await page.WaitForSelectorAsync(".level .clip");
        }
        _ = await page.EvaluateExpressionAsync<object>(new BundledAxeScriptProvider().GetScript() + "; null");
        Assert.That(await page.EvaluateFunctionAsync<int>("async () => (await axe.run()).passes.length"), Is.GreaterThan(20));
        string[] faults = await page.EvaluateFunctionAsync<string[]>(
            "async () => (await axe.run()).violations.map(fault => fault.id + ': ' + fault.nodes.map(node => node.html).join(' '))");
        Assert.That(faults, Is.Empty);
        Assert.That(await page.EvaluateExpressionAsync<int>("document.documentElement.scrollWidth"), Is.EqualTo(width));
    }

    [Test]
    public async Task Hostile_names_are_shown_as_text()
    {
        await using ServedRig rig = await ServedRig.StartAsync(open: new FakeRig { Slave = Hostile }.Open);
        rig.Pages.Put(
            ModuleKind.NetManager, [ServedRig.Session(Hostile)],
            [
                new PageEvent
                {
                    Serial = 1, Time = 1, WallTime = 1_796_000_000_000_000_000, Kind = (uint)EventKind.Refused, Count = 1,
                    Name = PageText.From(Hostile), Reason = PageText.From("<script>document.title='run'</script>"),
                },
            ]);
        await using IPage page = await Browser.OpenAsync(_browser, rig.Url);
        _ = await page.WaitForSelectorAsync("#grid input");
        foreach (string place in (string[])["sessions", "chosen", "events", "from"])
        {
            string text = await page.EvaluateFunctionAsync<string>("id => document.getElementById(id).textContent", place);
            Assert.That(text, Does.Contain("<img src=x"), place);
        }
        Assert.That(
            await page.EvaluateExpressionAsync<int>("document.querySelectorAll('img').length + document.scripts.length"), Is.EqualTo(2));
        Assert.That(await page.GetTitleAsync(), Is.EqualTo("netjack2"));
    }

    [Test]
    public async Task The_tab_key_reaches_each_control_and_shows_where_it_is()
    {
        await using ServedRig rig = await ServedRig.StartAsync(open: new FakeRig().Open);
        ExampleRig.Put(rig, 3);
        await using IPage page = await Browser.OpenAsync(_browser, rig.Url);
        _ = await page.WaitForSelectorAsync("#grid input");
        int controls = await page.EvaluateFunctionAsync<int>(
            $$"""() => [...document.querySelectorAll("{{Controls}}")].filter(control => control.checkVisibility()).length""");
        var reached = new HashSet<int>();
        for (int key = 0; key < controls + 5; key++)
        {
            await page.Keyboard.PressAsync("Tab");
            int place = await page.EvaluateFunctionAsync<int>(
                $$"""
                () => getComputedStyle(document.activeElement).outlineStyle === "none" ? -1
                    : [...document.querySelectorAll("{{Controls}}")].filter(control => control.checkVisibility())
                        .indexOf(document.activeElement)
                """);
            if (place >= 0)
                _ = reached.Add(place);
        }
        Assert.That(reached, Has.Count.EqualTo(controls).And.Count.GreaterThan(8));
    }

    [Test]
    public async Task A_patch_is_made_and_removed_by_the_keyboard()
    {
        var module = new FakeRig();
        await using ServedRig rig = await ServedRig.StartAsync(open: module.Open);
        ExampleRig.Put(rig, 1);
        await using IPage page = await Browser.OpenAsync(_browser, rig.Url);
        IElementHandle box = await page.WaitForSelectorAsync("#grid input");
        await box.FocusAsync();
        foreach (string action in (string[])["connect", "disconnect"])
        {
            await page.Keyboard.PressAsync("Space");
            string question = $"{action} studio/system:capture_1 keys/system:playback_1";
            for (int wait = 0; wait < 100 && !Asked(module, question); wait++)
                await Task.Delay(50);
            Assert.That(Asked(module, question), question);
            await Task.Delay(1200); // the list is asked for once a second at most
        }
        Assert.That(
            await page.EvaluateExpressionAsync<string>("document.getElementById('patches').textContent"), Is.EqualTo("There are none."));
        Assert.That(await page.EvaluateExpressionAsync<bool>("document.activeElement.matches('#grid input')"), "the focus stays");
    }

    [Test]
    public async Task A_mark_that_could_not_be_set_goes_away()
    {
        await using ServedRig rig = await ServedRig.StartAsync(open: new FakeRig().Open);
        ExampleRig.Put(rig, 1);
        await using IPage page = await Browser.OpenAsync(_browser, rig.Url);
        IElementHandle box = await page.WaitForSelectorAsync("#grid input");
        await page.EvaluateFunctionAsync("() => { window.fetch = () => Promise.reject(new Error('away')); }");
        await box.ClickAsync();
        _ = await page.WaitForFunctionAsync("() => /away/.test(document.getElementById('routing-problem').textContent)");
        Assert.That(await page.EvaluateExpressionAsync<bool>("document.querySelector('#grid input').checked"), Is.False);
    }

    [Test]
    public async Task Nothing_is_complained_of_in_the_console_and_a_list_that_is_open_for_long_stays_bounded()
    {
        await using ServedRig rig = await ServedRig.StartAsync(open: new FakeRig().Open);
        var lines = new List<string>();
        await using IPage page = await _browser.NewPageAsync();
        page.Console += (_, message) => lines.Add(message.Message.Text);
        page.PageError += (_, error) => lines.Add(error.Message);
        ExampleRig.Put(rig, 3);
        _ = await page.GoToAsync(rig.Url.ToString());
        _ = await page.WaitForSelectorAsync("#events li");
        await page.EvaluateFunctionAsync(
            """
            () => {
              for (let number = 0; number < 2000; number++)
                addEvent({ time: new Date().toISOString(), event: "lost", name: "keys", module: "netmanager", text: "x" });
            }
            """);
        Assert.That(await page.EvaluateExpressionAsync<int>("document.querySelectorAll('#events li').length"), Is.EqualTo(256));
        Assert.That(lines, Is.Empty);
    }

    [Test]
    public async Task Losses_of_the_time_in_which_the_page_was_hidden_are_no_losses_of_now()
    {
        await using ServedRig rig = await ServedRig.StartAsync();
        ExampleRig.Put(rig, 2);
        await using IPage page = await Browser.OpenAsync(_browser, rig.Url);
        Assert.That(
            await page.EvaluateFunctionAsync<int>(
                """
                () => {
                  for (const history of histories.values())
                    Object.assign(history, { losses: [5], since: 0, lost: 0, time: history.time - 3600 });
                  return rowsOf(modules).reduce((sum, row) => sum + row.lostNow, 0);
                }
                """),
            Is.Zero);
    }

    [Test]
    public async Task A_token_opens_the_page_and_does_not_stay_in_its_address()
    {
        const string token = "0123456789abcdef";
        await using ServedRig rig = await ServedRig.StartAsync(token);
        await using IPage page = await Browser.OpenAsync(_browser, new Uri(rig.Url, $"/?token={token}"));
        Assert.That(page.Url, Is.EqualTo(rig.Url.ToString()));
    }

    [Test]
    public async Task A_link_of_another_site_opens_the_page_with_its_token()
    {
        const string token = "0123456789abcdef";
        await using ServedRig rig = await ServedRig.StartAsync(token);
        await using IPage page = await _browser.NewPageAsync();
        _ = await page.GoToAsync($"data:text/html,<a href='{new Uri(rig.Url, $"/?token={token}")}'>page</a>");
        await page.ClickAsync("a");
        _ = await page.WaitForFunctionAsync("() => /session/.test(document.getElementById('state')?.textContent)");
        Assert.That(page.Url, Is.EqualTo(rig.Url.ToString()));
    }

    private static bool Asked(FakeRig module, string question)
    {
        lock (module.Questions)
            return module.Questions.Contains(question, StringComparer.Ordinal);
    }
}
