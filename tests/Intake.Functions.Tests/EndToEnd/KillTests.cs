using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace Intake.Functions.Tests.EndToEnd;

/// <summary>The app dies without a word between any two steps; after a restart there is still exactly one mail.</summary>
public sealed class KillTests(KillTests.Fixture fixture) : IClassFixture<KillTests.Fixture>
{
    private RunningApp App => fixture.App;

    /// <summary>The request to storage after (or before) which it dies, and whether that is tried each time or with <c>SCALE=full</c>.</summary>
    private static readonly (string Moment, string Request, bool After, bool Always)[] All =
    [
        ("accepted", @"^POST /\w+/intake-submissions/messages", true, true),
        ("enriched", @"^POST /\w+/intake-enriched/messages", true, true),
        ("enriched and not yet off the queue", @"^DELETE /\w+/intake-submissions/messages", false, false),
        ("person claimed", @"^POST /\w+/People\b", true, false),
        ("committed", @"^POST /\w+/(\$|%24)batch[\s\S]*z(:|%3A)submission", true, true),
        ("on the agenda", @"^(PUT|POST|PATCH) /\w+/Agenda\(", true, false),
        ("picked", @"^(POST|PUT) /\w+/Routing\b", true, false),
        ("assigned", @"^POST /\w+/(\$|%24)batch[\s\S]*(\\u0022|\\"")accountManager", true, true),
        ("mail claimed", @"^POST /\w+/Mails\b", true, true),
        ("mail recorded", @"^(PUT|PATCH|MERGE|POST) /\w+/Mails\(", true, true),
        ("handoff recorded", @"^POST /\w+/(\$|%24)batch[\s\S]*(\\u0022|\\"")mailedAt", true, false),
        ("not yet off the agenda", @"^POST /\w+/(\$|%24)batch[\s\S]*DELETE [^\n]*/Agenda\(", false, false),
    ];

    public static TheoryData<string> Moments =>
        [.. All.Where(each => each.Always || Environment.GetEnvironmentVariable("SCALE") == "full").Select(each => each.Moment)];

    [Theory, MemberData(nameof(Moments))]
    public async Task Exactly_one_mail_leaves_however_the_app_dies(string moment)
    {
        Assert.SkipWhen(Elsewhere.IsSet, Elsewhere.NotOurs);
        var (_, request, after, _) = All.Single(each => each.Moment == moment);
        var tag = Some.Tag();
        var died = fixture.Proxy.Arm(new Regex(request), after, App.Process!.Kill);

        var accepted = await PostAsync(tag);
        await DriveAsync(died);
        // Whether a mail left is not known when the app dies with the claim alone; it is sent when the stated wait is over.
        await fixture.RestartAsync(moment == "mail claimed" ? TimeSpan.FromSeconds(2) : null);

        Assert.Equal("scored", await App.OutcomeAsync(accepted ?? (await PostAsync(tag))!));
        await App.MailAboutAsync($"Stroom {tag}");
        Assert.Single(await App.AllMailsAboutAsync($"Stroom {tag}"));
    }

    [Fact]
    public async Task A_mail_that_arrived_unheard_of_is_not_sent_again()
    {
        Assert.SkipWhen(Elsewhere.IsSet, Elsewhere.NotOurs);
        var tag = Some.Tag();
        var died = new TaskCompletionSource();
        App.SendGrid.BeforeAnswer = () =>
        {
            App.Process!.Kill();
            died.TrySetResult();
        };

        var accepted = await PostAsync(tag);
        await DriveAsync(died.Task);
        App.SendGrid.BeforeAnswer = () => { };
        await fixture.RestartAsync();

        Assert.Equal("scored", await App.OutcomeAsync(accepted!));
        Assert.Single(await App.AllMailsAboutAsync($"Stroom {tag}"));
    }

    private async Task<string?> PostAsync(string tag)
    {
        try
        {
            return await App.PostFormAsync("demo", Some.Demo($"gijs.{tag}@stroom-{tag}.example", "Gijs", $"Stroom {tag}"), idempotencyKey: tag);
        }
        catch (HttpRequestException)
        {
            // It died under the request: the sender does not know, and posts again.
            return null;
        }
    }

    private Task DriveAsync(Task died) => Eventually.IsTrueAsync(
        async () =>
        {
            if (died.IsCompleted) return true;
            try
            {
                await App.RunHandoffAsync();
            }
            catch (HttpRequestException)
            {
                // It dies.
            }
            return false;
        });

    /// <summary>One app for all, started again after each death.</summary>
    public sealed class Fixture(Azurite azurite) : IAsyncLifetime
    {
        private StorageProxy? _proxy;

        public RunningApp App { get; } = new(azurite);

        internal StorageProxy Proxy => _proxy!;

        public async ValueTask InitializeAsync()
        {
            if (Elsewhere.IsSet) return;
            _proxy = await StorageProxy.StartAsync(App.Storage!);
            App.Settings["AzureWebJobsStorage"] = Proxy.Storage.ConnectionString;
            await App.InitializeAsync();
        }

        internal Task RestartAsync(TimeSpan? unknownWait = null)
        {
            Proxy.Trouble = Trouble.None;
            App.Settings["SendGrid__UnknownWait"] = $"{unknownWait ?? TimeSpan.FromHours(24):c}";
            return App.StartAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await App.DisposeAsync();
            if (_proxy is not null) await _proxy.DisposeAsync();
        }
    }
}
