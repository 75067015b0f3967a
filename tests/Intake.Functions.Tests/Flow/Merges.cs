using System.Collections.Immutable;
using System.Text.Json;
using Intake.Accounts;
using Intake.Commands;
using Intake.Enrichment;
using Intake.Merging;
using Intake.Storage;
using Intake.Submissions;

namespace Intake.Functions.Tests.Flow;

/// <summary>Orders merges as the door does, and tells what became of the accounts.</summary>
internal static class Merges
{
    public const string Ingrid = "ingrid@hoekstra-transport.example", Kees = "kees.hoekstra@gmail.com";

    /// <summary>A pipeline that has taken all that was sent in so far.</summary>
    public static async Task<Pipeline> StartAsync(Submission[] history)
    {
        var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        foreach (var submission in history) await pipeline.TakeAsync(submission);
        return pipeline;
    }

    public static async Task TakeAsync(this Pipeline pipeline, Submission submission)
    {
        await pipeline.SubmitAsync(submission);
        await pipeline.DrainAsync();
    }

    /// <summary>Orders a merge whose process dies at the first call after the persons were taken out; another one finishes it later.</summary>
    public static async Task<MergeCommand> OrderDyingAsync(this Pipeline pipeline, Func<Task<MergeCommand>> order)
    {
        var merge = await order();
        pipeline.Storage.Pause = (_, _) =>
            pipeline.Storage.Rows(TableNames.Accounts).Any(row => row.RowKey == Rows.Merge(merge.Id)) ? throw new ProcessDiedException() : ValueTask.CompletedTask;
        await Assert.ThrowsAsync<ProcessDiedException>(pipeline.DrainAsync);
        pipeline.Storage.Pause = null;
        pipeline.Restart();
        return merge;
    }

    /// <summary>The lines of only one of two pictures.</summary>
    public static string Difference(string one, string other) =>
        string.Join('\n', one.Split('\n').Except(other.Split('\n')).Concat(["---"]).Concat(other.Split('\n').Except(one.Split('\n'))));

    public static string PersonOf(this Pipeline pipeline, string email) => pipeline.Get<Keys>().Person(EmailAddress.Parse(email).Canonical);

    public static async Task<string> AccountOfAsync(this Pipeline pipeline, string email) =>
        (await pipeline.Get<People>().FindAsync(pipeline.PersonOf(email), default))!.AccountId;

    /// <summary>One address is another one of the other's owner.</summary>
    public static async Task<MergeCommand> MergePersonsAsync(this Pipeline pipeline, string email, string into, int number = 1)
    {
        var command = new MergeCommand
        {
            Id = Keys.Id("test-merge", email, $"{number}"), At = pipeline.Now, Evidence = MergeEvidence.Operator,
            Source = await pipeline.AccountOfAsync(email), Target = await pipeline.AccountOfAsync(into),
            Person = pipeline.PersonOf(email), AliasOf = pipeline.PersonOf(into),
        };
        // An individual is their account: all of it goes.
        await pipeline.OrderAsync(command);
        return command;
    }

    /// <summary>Two accounts are one company's.</summary>
    public static async Task<MergeCommand> MergeAccountsAsync(this Pipeline pipeline, string emailThere, string emailHere, int number = 1)
    {
        var command = new MergeCommand
        {
            Id = Keys.Id("test-merge-accounts", emailThere, $"{number}"), At = pipeline.Now, Evidence = MergeEvidence.AccountBook,
            Source = await pipeline.AccountOfAsync(emailThere), Target = await pipeline.AccountOfAsync(emailHere),
        };
        await pipeline.OrderAsync(command);
        return command;
    }

    public static Task UndoAsync(this Pipeline pipeline, MergeCommand merge) => pipeline.OrderAsync(new UndoMergeCommand
    {
        Id = Keys.Id("test-undo", merge.Id), At = pipeline.Now, Account = merge.Source, Merge = merge.Id,
    });

    public static Task OrderAsync(this Pipeline pipeline, Command command) => pipeline.Get<MessageQueue>().PutAsync(
        QueueNames.Commands, "commands", command.Id, [command], IntakeJson.Default.EnvelopeCommand, default);

    public static async Task<LoadedAccount> LoadAsync(this Pipeline pipeline, string account) => (await pipeline.Get<AccountStore>().LoadWithPersonsAsync(account, default))!;

    /// <summary>Everything that is known, but for how often and when it was written: two pictures are equal when nobody could tell the difference.</summary>
    public static async Task<string> PictureAsync(this Pipeline pipeline)
    {
        List<string> lines = [];
        foreach (var row in pipeline.Storage.Rows(TableNames.People))
            lines.Add($"people {row.PartitionKey} {row.GetString("State")} {row.GetString("AccountId")} {row.GetString("PersonId")} {row.GetString("AliasOf")}");
        foreach (var id in pipeline.Storage.Rows(TableNames.Accounts).Select(row => row.PartitionKey).Distinct().Order(StringComparer.Ordinal))
            lines.AddRange(Lines(await pipeline.LoadAsync(id), pipeline));
        return string.Join('\n', lines);
    }

    private static IEnumerable<string> Lines(LoadedAccount loaded, Pipeline pipeline)
    {
        var account = loaded.State.Account with { Revision = 0, BookFrom = null, Moved = loaded.State.Account.Moved is null ? null : new Moved("there", "", true) };
        account = account with { Members = account.Members.ToImmutableSortedDictionary(member => member.Key, member => member.Value with { Came = null }) };
        if (!account.Members.IsEmpty) yield return $"account {JsonSerializer.Serialize(account, IntakeJson.Default.Account)}";
        foreach (var (_, lead) in loaded.State.Leads)
            yield return $"lead {account.Id} {JsonSerializer.Serialize(lead with { StageSince = default, LookAt = null, Score = lead.Score is { } score ? score with { Day = default } : null }, IntakeJson.Default.Lead)}";
        foreach (var (_, handoff) in loaded.State.Handoffs)
            yield return $"handoff {account.Id} {JsonSerializer.Serialize(handoff, IntakeJson.Default.Handoff)}";
        foreach (var (_, person) in loaded.Persons) yield return $"person {account.Id} {JsonSerializer.Serialize(person, IntakeJson.Default.Person)}";
        foreach (var row in pipeline.Storage.Rows(TableNames.Accounts).Where(row => row.PartitionKey == account.Id && row.GetString("MovedTo") is null))
            if (row.RowKey.StartsWith("z:submission:", StringComparison.Ordinal)) yield return $"{account.Id} {row.RowKey} {row.GetString("Outcome")}";
        foreach (var row in pipeline.Storage.Rows(TableNames.Leads).Where(row => row.GetString("RowKey").StartsWith(account.Id, StringComparison.Ordinal)))
            yield return $"index {row.RowKey} {row.GetString("Stage")} {row.GetInt32("Score")}";
    }
}
