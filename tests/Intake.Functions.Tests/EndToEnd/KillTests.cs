namespace Intake.Functions.Tests.EndToEnd;

/// <summary>The app dies without a word between any two stages; after a restart there is still exactly one mail.</summary>
public sealed class KillTests(Azurite azurite)
{
    public static TheoryData<string> Moments => ["accepted", "scored", "sending"];

    [Theory, MemberData(nameof(Moments))]
    public async Task Exactly_one_mail_leaves_however_the_app_dies(string moment)
    {
        Assert.SkipWhen(RunningApp.IsElsewhere, "only a process of our own may be killed");
        await using var app = await RunningApp.StartAsync(azurite);
        var tag = PipelineEndToEndTests.Unique();

        var status = await app.PostFormAsync("demo", PipelineEndToEndTests.Demo($"gijs.{tag}@stroom-{tag}.example", "Gijs", $"Stroom {tag}"));
        await DieAsync(app, moment, status);
        await app.StartAsync();

        Assert.Equal("scored", await app.OutcomeAsync(status, TimeSpan.FromSeconds(60)));
        await app.MailAboutAsync($"Stroom {tag}", TimeSpan.FromSeconds(60));
        for (var run = 0; run < 3; run++) await app.RunHandoffAsync();
        Assert.Single(app.SendGrid.About($"Stroom {tag}"));
    }

    private static async Task DieAsync(RunningApp app, string moment, string status)
    {
        if (moment is "accepted")
        {
            app.Kill();
            return;
        }
        await app.OutcomeAsync(status);
        if (moment is "sending") await DieWhileSendingAsync(app);
        else app.Kill();
    }

    // The mail arrives and the answer never does, so the app cannot know; it must not send again before the stated wait is over.
    private static async Task DieWhileSendingAsync(RunningApp app)
    {
        var answer = new TaskCompletionSource();
        app.SendGrid.BeforeAnswer = answer.Task;
        var before = app.SendGrid.Mails.Count;
        await app.RunHandoffAsync();
        await Eventually.IsTrueAsync(() => app.SendGrid.Mails.Count > before);
        app.Kill();
        answer.SetResult();
        app.SendGrid.BeforeAnswer = Task.CompletedTask;
    }
}
