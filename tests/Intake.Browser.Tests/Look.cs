using Microsoft.Playwright;

namespace Intake.Browser.Tests;

/// <summary>What a page looks like.</summary>
internal static class Look
{
    /// <summary>Keeps a picture of a page, which must not scroll sideways.</summary>
    public static async Task AtAsync(IPage page, string name)
    {
        await page.ScreenshotAsync(new() { Path = Path.Combine(RunningApp.Root, "TestResults", "screenshots", $"{name}.png"), FullPage = true });
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{name} scrolls sideways.");
    }
}
