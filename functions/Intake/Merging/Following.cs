using Intake.Accounts;
using Intake.Enrichment;
using Intake.Storage;

namespace Intake.Merging;

/// <summary>A message that was on its way when its person, or their whole account, was merged goes after them.</summary>
internal static class Following
{
    /// <summary>Where they went; null when they are here.</summary>
    public static Moved? Moved(LoadedAccount? loaded, string personId, Person? person) =>
        loaded is null ? null : loaded.State.Account.Moved ?? Leaving.Of(loaded.State.Account, personId) ?? person?.Moved;

    /// <summary>The submission on its way there.</summary>
    /// <exception cref="OvertakenException">They have not arrived yet: nothing is counted before they have.</exception>
    public static EnrichedSubmission To(EnrichedSubmission enriched, Moved moved, bool isAccount) => !moved.Done
        ? throw new OvertakenException($"The person {enriched.PersonId}", 1)
        : enriched with { AccountId = moved.Account, Came = isAccount ? (enriched.Came ?? []).Add(moved.Merge) : enriched.Came };
}
