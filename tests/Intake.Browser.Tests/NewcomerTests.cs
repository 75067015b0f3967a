using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Intake.Browser.Tests;

/// <summary>What a newcomer does after <c>./run.sh</c>, on a phone and at a desk.</summary>
public sealed class NewcomerTests(RunningApp app, Chromium chromium) : IClassFixture<RunningApp>, IClassFixture<Chromium>
{
    [Theory]
    [InlineData("phone", 390, 844, "Ingrid", "Hoekstra", "Hoekstra Transport")]
    [InlineData("desktop", 1280, 900, "Maarten", "Vermeer", "Vermeer Logistiek")]
    public async Task Asks_for_a_demo_and_reads_the_mail_to_the_account_manager(
        string device, int width, int height, string firstName, string lastName, string company)
    {
        await using var window = await chromium.WindowAsync(width, height);
        var page = await window.NewPageAsync();
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);

        await AskForDemoAsync(page, device, firstName, lastName, company);
        await app.MailAboutAsync(company, TestContext.Current.CancellationToken);
        await ReadMailAsync(page, device, firstName, company);

        Assert.Empty(errors);
    }

    [Fact]
    public async Task A_form_with_an_error_comes_back_with_what_was_filled_in()
    {
        await using var window = await chromium.WindowAsync(390, 844);
        var page = await window.NewPageAsync();
        await page.GotoAsync(new Uri(app.Url, "/demo").ToString());
        var form = page.Locator("#contact form");
        await form.EvaluateAsync("form => form.noValidate = true");
        await form.GetByLabel("Company").FillAsync("De Vries Koeltechniek");
        await form.GetByLabel("Business email").FillAsync("not-an-address");
        await form.GetByRole(AriaRole.Button).ClickAsync();

        await Expect(page.Locator("[name=company]")).ToHaveValueAsync("De Vries Koeltechniek");
        await Expect(page.Locator("[name=email]")).ToHaveValueAsync("not-an-address");
        await Look.AtAsync(page, "phone-errors");
    }

    private async Task AskForDemoAsync(IPage page, string device, string firstName, string lastName, string company)
    {
        await page.GotoAsync(new Uri(app.Url, "/demo").ToString());
        await Look.AtAsync(page, $"{device}-demo");
        var form = page.Locator("#demo form");
        await form.GetByLabel("First name").FillAsync(firstName);
        await form.GetByLabel("Last name").FillAsync(lastName);
        await form.GetByLabel("Business email").FillAsync($"{firstName}@{company.Replace(' ', '-')}.example".ToLowerInvariant());
        await form.GetByLabel("Company").FillAsync(company);
        await form.GetByLabel("Your role").FillAsync("Facility manager");
        await form.GetByLabel("Phone").FillAsync("038 421 22 33");
        await form.GetByLabel("What is it about?").SelectOptionAsync("energy");
        await form.GetByLabel("What would you like to see?").FillAsync("Our peak, hour by hour.");
        await form.GetByRole(AriaRole.Button).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Thank you");
        await Look.AtAsync(page, $"{device}-thanks");
    }

    private async Task ReadMailAsync(IPage page, string device, string firstName, string company)
    {
        await page.GotoAsync(new Uri(app.Url, "/mailbox").ToString());
        await Look.AtAsync(page, $"{device}-mailbox");
        await page.GetByRole(AriaRole.Link).Filter(new() { HasText = company }).First.ClickAsync();

        var mail = page.FrameLocator("#body");
        await Expect(mail.Locator("body")).ToContainTextAsync(firstName);
        await Expect(mail.Locator("body")).ToContainTextAsync("Our peak, hour by hour.");
        await Look.AtAsync(page, $"{device}-mail");

        // The answer opens beside the mailbox, and asks before it changes anything.
        var answer = await page.RunAndWaitForPopupAsync(() => mail.Locator("a[href*='/answer/']").First.ClickAsync());
        await Expect(answer.Locator("form[method=post] button").First).ToBeVisibleAsync();
        await Look.AtAsync(answer, $"{device}-answer");
    }
}
