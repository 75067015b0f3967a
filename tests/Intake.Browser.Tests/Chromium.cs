using Microsoft.Playwright;

namespace Intake.Browser.Tests;

/// <summary>The browser of the machine; none is downloaded.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>A window of a size, with nothing remembered.</summary>
    internal Task<IBrowserContext> WindowAsync(int width, int height, bool scripts = true) =>
        _browser!.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, Locale = "en-GB", JavaScriptEnabled = scripts });
}
