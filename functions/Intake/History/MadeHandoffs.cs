using System.Collections.Immutable;
using Intake.Accounts;

namespace Intake.History;

/// <summary>The handoffs that a replay has made so far.</summary>
internal sealed class MadeHandoffs
{
    private readonly List<MadeHandoff> all = [];

    /// <summary>Notes what a commit made of handoffs.</summary>
    public void Add(AccountState? before, AccountCommit commit)
    {
        foreach (var handoff in commit.ChangedHandoffs.Select(id => commit.State.Handoffs[id]).Concat(commit.ClosedHandoffs))
        {
            if (before?.Handoffs.ContainsKey(handoff.Id) is true) Update(handoff);
            else all.Add(Of(handoff, commit.State));
        }
    }

    /// <summary>Notes how a handoff is now.</summary>
    public void Update(Handoff handoff)
    {
        var index = all.FindLastIndex(each => each.Handoff.Id == handoff.Id);
        if (index >= 0) all[index] = all[index] with { Handoff = handoff };
    }

    public ImmutableArray<MadeHandoff> All() => [.. all];

    private static MadeHandoff Of(Handoff handoff, AccountState state)
    {
        var lead = state.Leads[AccountState.KeyOf(handoff.Proposition, handoff.Round)];
        var holder = state.Handoffs.Values.FirstOrDefault(other => other.Id != handoff.Id)?.Id;
        return new MadeHandoff(handoff, lead.Score?.Total ?? 0, state.Account, lead, holder);
    }
}
