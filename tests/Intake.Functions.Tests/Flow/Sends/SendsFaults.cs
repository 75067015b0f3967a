using Intake.Accounts;
using Intake.Mail;
using Intake.Storage;

namespace Intake.Functions.Tests.Flow.Sends;

/// <summary>Holds what the provider saw against what it is promised, and what the app knows against what there is to know.</summary>
internal static class SendsFaults
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    // An event tells seconds, and of something that happened a moment after the provider was asked.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    /// <summary>What is wrong, one line each.</summary>
    public static IEnumerable<string> Of(SendsRun run, int handoffs) =>
        [.. run.Provider.Asked.Values.SelectMany(Sent), .. Known(run), .. Done(run), .. HandedOver(run, handoffs)];

    private static IEnumerable<string> Sent(List<Attempt> asked)
    {
        if (!asked.Exists(each => each.Taken)) yield return $"{asked[0].Mail} is lost.";
        foreach (var (index, attempt) in asked.Index())
        {
            var before = asked[..index];
            var lost = before.Exists(each => each.End == AttemptEnd.Lost);
            if (attempt.Number != index + 1) yield return $"{attempt} is not attempt {index + 1}.";
            if (before.Exists(each => each.End == AttemptEnd.Answered)) yield return $"{attempt} came after an answer.";
            if (before.Exists(each => each.EvidenceAt <= each.At + Day)) yield return $"{attempt} came after evidence within a day.";
            if (before.Exists(each => each.EvidenceAt <= attempt.At)) yield return $"{attempt} came after evidence.";
            if (before.Exists(each => each.End == AttemptEnd.Lost && attempt.At < each.At + Day)) yield return $"{attempt} did not wait.";
            if (before.Exists(each => attempt.At < each.NotBefore?.AddSeconds(-1))) yield return $"{attempt} came sooner than it was told.";
            if (attempt.Marked != lost) yield return $"{attempt} is marked wrongly.";
        }
    }

    private static IEnumerable<string> Known(SendsRun run)
    {
        var rows = run.Pipeline.Storage.Rows(TableNames.Mails).ToDictionary(row => row.RowKey, row => MailRow.From(row)!);
        if (rows.Count != run.Provider.Asked.Count) yield return $"{rows.Count} mails are known, of {run.Provider.Asked.Count}.";
        foreach (var (id, asked) in run.Provider.Asked)
        {
            var row = rows[id];
            if (row.State != StateOf(asked)) yield return $"{id} is {row.State}, and not {StateOf(asked)}.";
            if (row.Attempt != asked.Count) yield return $"{id} knows of {row.Attempt} attempts, of {asked.Count}.";
            if (asked.Exists(each => each.EvidenceAt is not null && !row.Told.ContainsKey(each.Number))) yield return $"{id} does not know all that was told.";
        }
    }

    private static MailState StateOf(List<Attempt> asked)
    {
        var good = asked.Where(each => !each.Told.Contains("bounce")).ToList();
        return good.Exists(each => each.Told.Contains("delivered")) ? MailState.Delivered
            : good.Exists(each => each.End == AttemptEnd.Answered || each.EvidenceAt is not null) ? MailState.Sent : MailState.Failed;
    }

    private static IEnumerable<string> Done(SendsRun run) =>
        from mail in run.Done.Mails where !IsTimeOf(run.Provider.Asked[mail.Key], mail.Value) select $"{mail.Key} left at {mail.Value}, it says.";

    private static IEnumerable<string> HandedOver(SendsRun run, int count)
    {
        var handoffs = run.Pipeline.Handoffs();
        if (handoffs.Count != count) yield return $"{handoffs.Count} handoffs are open, of {count}.";
        foreach (var handoff in handoffs)
        {
            if (handoff is not { State: HandoffState.Mailed, Mail: { } mail, MailedAt: { } at }) yield return $"Handoff {handoff.Id} is {handoff.State}.";
            else if (!IsTimeOf(run.Provider.Asked[mail], at)) yield return $"Handoff {handoff.Id} was mailed at {at}, it says.";
        }
    }

    private static bool IsTimeOf(List<Attempt> asked, DateTimeOffset at) =>
        asked.Exists(each => each.Taken && (each.At - at).Duration() < Moment && (each.End == AttemptEnd.Answered || each.EvidenceAt is not null));
}
