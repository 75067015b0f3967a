using System.Net.Http.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Intake.Browser.Tests;

/// <summary>What an account manager does with a lead, on a phone that runs no script, from the mail to the deal.</summary>
public sealed class AccountManagerTests(RunningApp app, Chromium chromium) : IClassFixture<RunningApp>, IClassFixture<Chromium>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Takes_a_lead_speaks_to_them_and_wins_it_by_one_link()
    {
        const string Company = "Brouwer Koeltransport";
        await using var window = await chromium.WindowAsync(390, 844, scripts: false);
        var page = await window.NewPageAsync();
        using var asked = await app.Http.PostAsJsonAsync("/api/forms/demo", new
        {
            email = "tess@brouwer-koeltransport.example", firstName = "Tess", lastName = "Brouwer", company = Company, proposition = "charging",
        });
        Assert.True(asked.IsSuccessStatusCode);
        await app.MailAboutAsync(Company, TestContext.Current.CancellationToken);

        var link = await LinkAsync(page, Company);
        await ShowsAsync(page, link + "?do=accept", "button[value=accept]");
        await page.Locator("button[value=accept]").ClickAsync();
        await Expect(page.Locator("form")).ToHaveCountAsync(0);

        await ShowsAsync(page, link, "button[value=spoke]");
        await Look.AtAsync(page, "phone-follow-up");
        await page.Locator("button[value=spoke]").ClickAsync();

        foreach (var (stage, value) in new[] { ("sql", null), ("opportunity", "18000"), ("won", "17500") })
        {
            await ShowsAsync(page, link, $"a[href='?do={stage}']");
            await page.Locator($"a[href='?do={stage}']").ClickAsync();
            if (value is not null) await page.Locator("[name=value]").FillAsync(value);
            await Look.AtAsync(page, $"phone-{stage}");
            await page.Locator($"button[value={stage}]").ClickAsync();
            await Expect(page.Locator("[role=alert]")).ToHaveCountAsync(0);
        }

        // Nothing is left to choose.
        await ShowsAsync(page, link, "main:not(:has(form)):not(:has(a.button))");
        await Look.AtAsync(page, "phone-won");
    }

    private async Task<string> LinkAsync(IPage page, string company)
    {
        await page.GotoAsync(new Uri(app.Url, "/mailbox").ToString());
        var mail = await page.GetByRole(AriaRole.Link).Filter(new() { HasText = company }).First.GetAttributeAsync("href");
        await page.GotoAsync(new Uri(app.Url, mail + "/html").ToString());
        var link = await page.Locator("a[href*='/answer/']").First.GetAttributeAsync("href");
        return link!.Split('?')[0];
    }

    // What was told is carried out a moment later.
    private static async Task ShowsAsync(IPage page, string link, string selector)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(300));
        await page.GotoAsync(link);
        while (await page.Locator(selector).CountAsync() == 0)
        {
            await again.WaitForNextTickAsync(patience.Token);
            await page.GotoAsync(link);
        }
    }
}
