using System.Collections.Immutable;

namespace Intake.Accounts;

/// <summary>A person or a whole account went to another account by a merge.</summary>
/// <param name="Account">Where to.</param>
/// <param name="Merge">Id of the merge.</param>
/// <param name="Done">They are there; before, whatever comes for them has to wait.</param>
public sealed record Moved(string Account, string Merge, bool Done);

/// <summary>Persons who were taken out of an account and have not arrived in the other yet: whatever comes for them has to wait.</summary>
/// <param name="Merge">Id of the merge.</param>
/// <param name="Account">Where to.</param>
/// <param name="Persons">Who.</param>
public sealed record Leaving(string Merge, string Account, ImmutableArray<string> Persons)
{
    /// <summary>Whether a person is on the way; with the merge that they go by.</summary>
    public static Moved? Of(Account account, string person)
    {
        foreach (var leaving in account.Leaving ?? [])
            if (leaving.Persons.Contains(person)) return new Moved(leaving.Account, leaving.Merge, Done: false);
        return null;
    }
}
