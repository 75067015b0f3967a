using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Departures;
using Intake.Enrichment;
using Intake.Playbooks;

namespace Intake.Scoring;

/// <summary>Takes a submission's facts into the account and its member.</summary>
internal static class AccountFold
{
    private const string SpokeWith = "spokeWith";
    // With what was concluded: a student's host tells the seniority where no title does.
    private static readonly string[] Known = [FactNames.Function, FactNames.Seniority, FactNames.Language, FactNames.Country, FactNames.Undeliverable, SpokeWith];
    private static readonly string[] OfMember = [.. Known, .. Known.Select(FactNames.Guess)];

    public static Account Apply(Account account, EnrichedSubmission enriched, Activity activity, Playbook playbook)
    {
        var submission = enriched.Submission;
        var from = new Origin(submission.ReceivedAt, submission.Id);
        var newBook = enriched.Book is not null && from.Beats(account.BookFrom);
        var newClaim = enriched.Claimed is { } told && account.NotTheirs?.Contains(told.Id) is not true && from.Beats(account.ClaimedFrom);
        var member = account.Members.GetValueOrDefault(enriched.PersonId) ?? Newcomer(account, enriched);
        // What an agent's address or phone tells is about the agency.
        var isAgents = member.Agent && enriched.Acting is null;
        return account with
        {
            Stated = account.Stated.Merge(isAgents ? [] : enriched.CompanyFacts, submission.OccurredAt, submission.Id),
            Book = newBook ? enriched.Book : account.Book,
            Claimed = newClaim ? enriched.Claimed : account.Claimed,
            ClaimedSimilarity = newClaim ? enriched.ClaimedSimilarity : account.ClaimedSimilarity,
            ClaimedFrom = newClaim ? from : account.ClaimedFrom,
            BookFrom = newBook ? from : account.BookFrom,
            Freemail = account.Freemail || (!account.IsCompany && enriched.Email.Freemail),
            Members = account.Members.SetItem(enriched.PersonId, ConsentFold.Apply(Apply(member, enriched, activity), submission, playbook)),
        };
    }

    /// <summary>The account with what a submission says about permission and nothing else; somebody unknown stays so.</summary>
    public static Account WithPermission(Account account, EnrichedSubmission enriched, Playbook playbook) =>
        account.Members.TryGetValue(enriched.PersonId, out var member) && ConsentFold.Says(enriched.Submission)
            ? account with { Members = account.Members.SetItem(enriched.PersonId, ConsentFold.Apply(member, enriched.Submission, playbook)) }
            : account;

    /// <summary>The member with these registers, and what they say.</summary>
    internal static Member Knowing(Member member, ImmutableSortedDictionary<string, Fact> known) => member with
    {
        Known = known,
        Function = known.Of(FactNames.Function),
        Seniority = known.Of(FactNames.Seniority),
        Language = known.Of(FactNames.Language),
        Country = known.Of(FactNames.Country),
        SpokeWith = known.Of(SpokeWith),
    };

    // Another address of somebody came as they did, and goes back with them.
    private static Member Newcomer(Account account, EnrichedSubmission enriched) =>
        enriched.AliasOf is { } of && account.Members.TryGetValue(of, out var first)
            ? new Member { AliasOf = of, Came = first.Came }
            : new Member { AliasOf = enriched.AliasOf, Came = enriched.Came };

    private static Member Apply(Member member, EnrichedSubmission enriched, Activity activity)
    {
        var (submission, at) = (enriched.Submission, enriched.Submission.OccurredAt);
        var told = enriched.PersonFacts.Where(fact => OfMember.Contains(fact.Key));
        if (submission.SpokeWith is { } colleague) told = told.Append(new(SpokeWith, colleague));
        var known = member.Known.Merge(told, at, submission.Id);
        // A link that a mail server followed, or a webinar that was missed, is no sign of them.
        var seen = activity.IsWorthPoints && activity.Rule is { Tracked: false } && submission.Tracked is not true;
        return Knowing(seen ? Departure.See(member, at) : member, known) with
        {
            Agent = member.Agent || enriched.Acting is not null,
            Student = member.Student || enriched.Email.Student,
            Disposable = member.Disposable || enriched.Email.Disposable,
            Undeliverable = known.Of(FactNames.Undeliverable) is not null,
            Role = member.Role || enriched.Email.Role,
            NewestAt = at > member.NewestAt ? at : member.NewestAt,
            AskedAt = activity.Rule is { Asks: true } && !(at <= member.AskedAt) ? at : member.AskedAt,
        };
    }
}
