using System.Globalization;
using Intake.Commands;
using Intake.Accounts;
using Intake.Handoffs;
using Intake.Playbooks;
using Intake.Scoring;
using Intake.Stages;
using Intake.Storage;
using Intake.Submissions;
using Intake.Tests.Stories;

namespace Intake.Functions.Tests.Flow;

/// <summary>Drives a story through the real handlers.</summary>
internal sealed class FlowDriver(Story story, Pipeline pipeline) : IStoryDriver
{
    private readonly HashSet<(string Proposition, string Handoff, string Submission)> updates = [];
    private readonly Playbook playbook = story.Rules;
    private int submissions;

    public async Task DoAsync(StoryStep step)
    {
        await pipeline.RunUntilAsync(step.At);
        await pipeline.SubmitAsync(Submission(step));
        await pipeline.DrainAsync();
        foreach (var handoff in Handoffs())
            if (handoff.PendingUpdate is { } news) updates.Add((handoff.Proposition, handoff.Id, news.Submission));
        await pipeline.RunHandoffAsync();
    }

    public Task PassAsync(StoryPass pass) => pipeline.RunUntilAsync(pass.At);

    public async Task AnswerAsync(StoryAnswer answer)
    {
        await pipeline.RunUntilAsync(answer.At);
        var state = await StateAsync();
        var handoff = state.Handoffs.Values.Single(handoff => handoff.IsOpen && handoff.Proposition == answer.Proposition);
        Command command = new AnswerCommand
        {
            Id = Keys.Id("answer", handoff.Id, answer.Kind), Account = state.Account.Id, At = answer.At, Handoff = handoff.Id,
            Answer = answer.Kind, Reason = answer.Reason, Until = answer.Until, By = handoff.AccountManager!,
        };
        Assert.Equal(answer.By, handoff.AccountManager);
        await pipeline.Get<MessageQueue>().PutAsync(
            QueueNames.Commands, "commands", command.Id, [command], IntakeJson.Default.EnvelopeCommand, default);
        await pipeline.DrainAsync();
    }

    public async Task<StoryView> SeeAsync(string proposition, DateOnly day)
    {
        var state = await StateAsync();
        var lead = state.Latest(proposition)!;
        var moves = pipeline.Storage.Rows(TableNames.StageChanges).Where(row => row.GetString("Lead") == AccountState.KeyOf(lead));
        return new StoryView(
            Scorer.Score(state.Account, lead, playbook, day), lead.Stage, [.. Handoffs(proposition).Select(handoff => handoff.Gate)],
            updates.Count(update => update.Proposition == proposition), moves.LastOrDefault()?.GetString("Cause"), Handoffs(proposition).LastOrDefault()?.AccountManager);
    }

    /// <summary>All handoffs of the account, open and closed, oldest first.</summary>
    public IEnumerable<Handoff> Handoffs(string? proposition = null) =>
        pipeline.Storage.Rows(TableNames.Accounts)
            .Where(row => row.RowKey.StartsWith("handoff:", StringComparison.Ordinal) || row.RowKey.StartsWith("z:handoff:", StringComparison.Ordinal))
            .Select(row => System.Text.Json.JsonSerializer.Deserialize(row.GetString("Data"), IntakeJson.Default.Handoff)!)
            .Where(handoff => proposition is null || handoff.Proposition == proposition)
            .OrderBy(handoff => handoff.DecidedAt);

    private async Task<AccountState> StateAsync()
    {
        var account = Assert.Single(pipeline.Storage.Rows(TableNames.Accounts).Select(row => row.PartitionKey).Distinct());
        return (await pipeline.Get<AccountStore>().LoadAsync(account, default))!.State;
    }

    private Submission Submission(StoryStep step)
    {
        var person = story.Persons[step.Person];
        return new Submission
        {
            Id = (++submissions).ToString("x32", CultureInfo.InvariantCulture),
            Source = "story", Content = step.Content, Activity = step.Activity, OccurredAt = step.At.ToUniversalTime(), ReceivedAt = step.At.ToUniversalTime(),
            Fingerprint = "story", Consents = [new Consent(ConsentPurposes.Tracking, true, "", "")], Proposition = step.Proposition, Subject = step.Subject, TimeframeMonths = step.Timeframe, SpokeWith = step.SpokeWith,
            AttendedMinutes = step.Attended, DurationMinutes = step.Duration,
            Contact = new Contact
            {
                Email = person.Email, FirstName = person.FirstName, LastName = person.LastName, JobTitle = person.JobTitle, Company = person.CompanyName,
                Staff = person.CompanyFacts.GetValueOrDefault(FactNames.Staff), Industry = person.CompanyFacts.GetValueOrDefault(FactNames.Industry),
                Country = person.CompanyFacts.GetValueOrDefault(FactNames.Country),
            },
        };
    }
}
