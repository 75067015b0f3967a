using Intake.LocalHost.Demo;
using Intake.LocalHost.Mailbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Intake.Functions.Tests.Mailbox;

/// <summary>The mailbox and the demo site alone, on a free port and an empty folder.</summary>
public sealed class MailboxSite : IAsyncLifetime
{
    internal const string Key = "test-key";

    private readonly string _folder = Directory.CreateTempSubdirectory("mailbox").FullName;
    private WebApplication? _app;

    internal HttpClient Http { get; } = new();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["DATA_DIR"] = _folder, ["SendGrid:ApiKey"] = Key });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRazorComponents();
        builder.Services.AddMailbox();
        _app = builder.Build();
        _app.MapMailbox();
        _app.MapDemo();
        await _app.StartAsync();
        Http.BaseAddress = new Uri(_app.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_app is not null) await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The files that hold mails, by name.</summary>
    internal IReadOnlyList<string> Files =>
        Directory.Exists(Path.Combine(_folder, "mailbox")) ? [.. Directory.GetFiles(Path.Combine(_folder, "mailbox")).Order(StringComparer.Ordinal)] : [];
}
