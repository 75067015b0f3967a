using System.Collections.Immutable;
using Azure.Data.Tables;
using Intake.Accounts;

namespace Intake.History;

/// <summary>Collects the rows of one account.</summary>
internal sealed class HistoryBuilder(string account)
{
    private readonly List<SubmissionRecord> submissions = [];
    private readonly List<HistoryEvent> events = [];
    private readonly List<StageMove> moves = [];
    private readonly Dictionary<string, Handoff> handoffs = new(StringComparer.Ordinal);
    private int erased;
    private bool isTester, merged;

    public string Account => account;

    public void Root(TableEntity row) => isTester = row.GetBoolean("Test") is true;

    /// <summary>Something went to another account.</summary>
    public void Went() => merged = true;

    public void Add(SubmissionRecord? record)
    {
        if (record?.Outcome == Outcome.Erased) erased++;
        else if (record?.Submission is not null) submissions.Add(record);
    }

    public void Add(HistoryEvent? change)
    {
        if (change is null) return;
        merged |= change.Kind == HistoryKind.Merge;
        events.Add(change);
    }

    // The closed ones come after the open ones: what closed in between stands as closed.
    public void Add(Handoff? handoff)
    {
        if (handoff is not null) handoffs[handoff.Id] = handoff;
    }

    public void Add(StageMove? move)
    {
        if (move is not null) moves.Add(move);
    }

    public AccountHistory Build()
    {
        var history = new AccountHistory
        {
            Account = account,
            Submissions = [.. submissions],
            Events = [.. events],
            Handoffs = handoffs.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Moves = [.. moves],
            Erased = erased,
            IsTester = isTester,
            IsApproximate = merged || submissions.Exists(record => record.Learned is null || record.Revision == 0),
        };
        var order = history.Steps().ToList();
        return history with { Submissions = [.. order.Select(step => step.Submission).OfType<SubmissionRecord>()] };
    }
}
