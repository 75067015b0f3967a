using System.Collections.Immutable;
using Intake.Enrichment;

namespace Intake.Submissions;

/// <summary>What makes a submission suspect, by itself and without looking anything up.</summary>
public static class Suspicion
{
    /// <summary>The reasons to have a human look first, those of the door among them; none for nearly all, for what was released, and for tests.</summary>
    public static ImmutableArray<string> Of(Submission submission)
    {
        if (submission is { Released: true } or { Tester: not null }) return [];
        var door = submission.Suspicions ?? [];
        return IsOpenToAll(submission) ? [.. door.Concat(InText(submission)).Distinct(StringComparer.Ordinal)] : door;
    }

    /// <summary>Whether any stranger can send such a thing: a form can be posted by all, at our door or at a provider's, while a platform, a colleague or a link of ours vouches for the rest.</summary>
    public static bool IsOpenToAll(Submission submission) =>
        submission.PersonId is null && (submission.Form is not null || submission.Source is "form" or "whitepaper");

    private static IEnumerable<string> InText(Submission submission)
    {
        var contact = submission.Contact;
        string?[] names = [contact.Name, contact.FirstName, contact.LastName];
        if (EmailAddress.TryParse(contact.Email, out var email) && DomainLists.IsDisposable(email.Host)) yield return QuarantineReasons.Disposable;
        if (names.Append(contact.JobTitle).Any(SuspectText.HasLink) || SuspectText.IsAdvertisement(contact.Company)
            || SuspectText.IsLinkFarm(submission.Message)) yield return QuarantineReasons.Links;
        if (names.Any(SuspectText.IsMash)) yield return QuarantineReasons.Gibberish;
    }
}
