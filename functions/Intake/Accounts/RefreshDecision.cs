using System.Collections.Immutable;
using Intake.Enrichment.Providers;
using Intake.Handoffs;
using Intake.History;
using Intake.Playbooks;
using Intake.Stages;

namespace Intake.Accounts;

/// <summary>Decides what newly read facts of its company change in an account. Pure: everything it needs are its arguments.</summary>
public static class RefreshDecision
{
    /// <summary>The commit; null when nothing is new.</summary>
    /// <param name="before">The account.</param>
    /// <param name="known">What is known of its company now.</param>
    /// <param name="from">Who told it, and when: what is newer stays.</param>
    /// <param name="playbook">The playbook in force.</param>
    /// <param name="now">The time.</param>
    public static AccountCommit? Decide(AccountState before, KnownCompany known, Origin from, Playbook playbook, DateTimeOffset now)
    {
        var (account, changes) = Learn(before.Account, known, from);
        if (changes.IsEmpty) return null;

        var learned = RestEnd.ByFacts(before, before with { Account = account }, playbook);
        var assessment = Assessor.Look(learned, playbook, now, Reachability.By(playbook.Contacts));
        return StateChanges.Between(before, assessment, from.By, playbook, now) with
        {
            Event = HistoryEvent.Facts(assessment.State.Account, from.By, now, endsRests: true), Facts = changes,
        };
    }

    private static (Account Account, ImmutableArray<FactChange> Changes) Learn(Account account, KnownCompany known, Origin from)
    {
        ImmutableArray<FactChange> ofBook = [], ofClaim = [];
        if (known.Book is { } book && from.Beats(account.BookFrom))
            ofBook = BookFacts.Between(account.Book, book, "book:", from);
        if (known.Claimed is { } claimed && from.Beats(account.ClaimedFrom))
            ofClaim = BookFacts.Between(account.Claimed, claimed, "claimed:", from);
        if (!ofBook.IsEmpty) account = account with { Book = known.Book, BookFrom = from };
        if (!ofClaim.IsEmpty) account = account with { Claimed = known.Claimed, ClaimedFrom = from };
        var (stated, told) = Told(account.Stated, known.Told, from.By);
        return (account with { Stated = stated }, [.. ofBook, .. ofClaim, .. told]);
    }

    // As of when the provider told it, however late it is taken in. What was not known before is a change here: it is why a score moved.
    private static (ImmutableSortedDictionary<string, Fact> Stated, IEnumerable<FactChange> Changes) Told(
        ImmutableSortedDictionary<string, Fact> stated, ProviderLookup? told, string command)
    {
        if (told?.Facts is not { } facts) return (stated, []);
        var after = stated.Merge(facts.AsFacts(), told.At, command);
        var changes =
            from fact in after
            let was = stated.GetValueOrDefault(fact.Key)?.Value ?? ""
            where was != fact.Value.Value
            select new FactChange(fact.Key, was, fact.Value.Value, told.At, command);
        return (after, [.. changes]);
    }
}
