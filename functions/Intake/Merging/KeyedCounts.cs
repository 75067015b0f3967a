using System.Collections.Immutable;
using Intake.Accounts;

namespace Intake.Merging;

/// <summary>What counts of a person's activities that are replaced and not added, such as the minutes at a webinar, names the leads that it was counted in: in another
/// account these are called otherwise.</summary>
internal static class KeyedCounts
{
    /// <summary>The person as the other account has them. What was counted in a round that is closed is spent, wherever they go.</summary>
    public static Person Renamed(Person person, Parcel parcel, AccountState? target)
    {
        var open = parcel.Leads.Select(share => AccountState.KeyOf(share.Lead)).ToHashSet(StringComparer.Ordinal);
        CountedIn Named(CountedIn count) => count.Spent == true || !open.Contains(count.Lead) ? count with { Spent = true }
            : target is null ? count : count with { Lead = PuttingIn.KeyOf(target, count.Lead) };
        return person with
        {
            Counted = person.Counted?.ToImmutableSortedDictionary(
                each => each.Key, each => each.Value with { Counts = [.. each.Value.Counts.Select(Named)] }, StringComparer.Ordinal),
        };
    }
}
