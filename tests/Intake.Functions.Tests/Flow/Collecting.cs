using System.Collections.Frozen;
using Intake.Accounts;
using Intake.Handoffs;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Tests.Playbooks;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Functions.Tests.Flow;

/// <summary>Handoffs and news to collect.</summary>
internal static class Collecting
{
    /// <summary>A Thursday at 22:00 in Amsterdam.</summary>
    public static readonly DateTimeOffset Night = new(2026, 9, 24, 20, 0, 0, TimeSpan.Zero);

    /// <summary>The start of work on the day after it.</summary>
    public static readonly DateTimeOffset Morning = new(2026, 9, 25, 6, 30, 0, TimeSpan.Zero);

    public static Task<Pipeline> StartAsync(DateTimeOffset now, Company? company = null, Func<AccountManager, AccountManager>? change = null) =>
        Pipeline.StartAsync(now, [company ?? Some.Transport], replace: change is null ? null : services => services.AddSingleton(new TeamInForce(Changed(change))));

    /// <summary>Asks about a proposition, of which nothing is done yet but the decision.</summary>
    public static async Task AskAsync(this Pipeline pipeline, int number, string proposition)
    {
        await pipeline.SubmitAsync(Some.Demo(number, pipeline.Now) with { Proposition = proposition });
        await pipeline.DrainAsync();
    }

    /// <summary>Makes handoffs of the score lane of some that were asked for.</summary>
    public static async Task AsScoredAsync(this Pipeline pipeline, params string[] propositions)
    {
        var loaded = Assert.Single(await pipeline.AccountsAsync());
        var scored = loaded.State.Handoffs.Values.Where(handoff => propositions.Contains(handoff.Proposition)).Select(handoff => handoff with { Asked = false }).ToList();
        Assert.Equal(propositions.Length, scored.Count);
        var state = scored.Aggregate(loaded.State, (next, handoff) => next.With(handoff));
        Assert.IsType<CommitResult.Committed>(await pipeline.Get<AccountStore>().CommitAsync(
            new AccountCommit { State = state, ChangedHandoffs = [.. scored.Select(handoff => handoff.Id)] }, loaded, default));
    }

    /// <summary>Lets the energy lead cross the line at noon of 24 September, without a question.</summary>
    public static async Task CrossAsync(this Pipeline pipeline)
    {
        await pipeline.RunUntilAsync(new DateTimeOffset(2026, 9, 3, 9, 0, 0, TimeSpan.Zero));
        await pipeline.ProcessAsync(Some.Activity(901, "whitepaper-requested", "wp-netcongestie", pipeline.Now));
        await pipeline.ProcessAsync(Some.Activity(902, "whitepaper-downloaded", "wp-netcongestie", pipeline.Now));
        await pipeline.RunUntilAsync(new DateTimeOffset(2026, 9, 15, 9, 0, 0, TimeSpan.Zero));
        await pipeline.ProcessAsync(Some.Activity(903, "webinar-registered", "pweb-energie", pipeline.Now));
        await pipeline.RunUntilAsync(Some.Now);
        await pipeline.SubmitAsync(Some.Activity(904, "webinar-attended", "pweb-energie", pipeline.Now) with { AttendedMinutes = 48, DurationMinutes = 60 });
        await pipeline.DrainAsync();
    }

    public static async Task<AccountState> StateAsync(this Pipeline pipeline) => Assert.Single(await pipeline.AccountsAsync()).State;

    /// <summary>All handoffs that are open, as they are stored.</summary>
    public static IReadOnlyList<Handoff> Handoffs(this Pipeline pipeline) =>
    [
        .. pipeline.Storage.Rows(TableNames.Accounts).Where(row => row.RowKey.StartsWith("handoff:", StringComparison.Ordinal))
            .Select(row => System.Text.Json.JsonSerializer.Deserialize(row.GetString("Data"), IntakeJson.Default.Handoff)!),
    ];

    /// <summary>How many different leads a mail lets somebody take.</summary>
    public static int Leads(this TakenMail mail) => mail.Mail.Text.Split('\n').Where(line => line.Contains("do=accept", StringComparison.Ordinal)).Distinct().Count();

    private static Team Changed(Func<AccountManager, AccountManager> change)
    {
        var team = TeamFolder.Load(Path.Combine(SamplePlaybook.Directory, "sample", "team.json"), SamplePlaybook.Instance.Routing);
        return team with { ById = team.ById.Values.Select(change).ToFrozenDictionary(manager => manager.Id, StringComparer.Ordinal) };
    }
}
