using Intake.Accounts;

namespace Intake.History;

/// <summary>Takes the account as it was after a change into a replay.</summary>
internal static class Snapshots
{
    /// <summary>The account with what was known after the change. When somebody asked is the playbook's word, so that stays the replay's own; and who
    /// came by a later merge is there all along.</summary>
    public static Account Joined(Account replayed, Account told) => told with
    {
        Members = replayed.Members.SetItems(told.Members.Select(member => KeyValuePair.Create(
            member.Key, replayed.Members.TryGetValue(member.Key, out var own) ? member.Value with { AskedAt = own.AskedAt } : member.Value))),
    };
}
