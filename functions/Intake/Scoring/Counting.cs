using Intake.Accounts;
using Intake.Enrichment;
using Intake.Handoffs;
using Intake.Playbooks;
using Intake.Submissions;

namespace Intake.Scoring;

/// <summary>Whether what a person did may be counted at all.</summary>
public static class Counting
{
    /// <summary>On what the processing of a submission rests.</summary>
    public const string Asked = "asked", Consent = "consent", LegitimateInterest = "legitimate-interest";

    /// <summary>Why a tracked submission is not taken in.</summary>
    public const string NoConsent = "no-consent";

    /// <summary>Why a submission is not taken in; null when it is. Tracked activities need consent at that time.</summary>
    public static string? Refused(Account account, EnrichedSubmission enriched, Playbook playbook)
    {
        var submission = enriched.Submission;
        var rule = Activities.Read(submission, playbook).Rule;
        if (!IsTracked(submission, rule)) return null;
        // By the consents of this address alone: they stay with it if it turns out to be nobody else's.
        var member = account.Members.GetValueOrDefault(enriched.PersonId);
        if (ConsentsItself(submission, playbook) && !IsWithdrawnAt(member, submission.OccurredAt)) return null;
        return member.Consents(ConsentPurposes.Tracking, submission.OccurredAt) ? null : NoConsent;
    }

    // Whatever else is known of that time, or not any more.
    private static bool ConsentsItself(Submission submission, Playbook playbook) =>
        ConsentFold.Apply(new Member(), submission, playbook).Consents(ConsentPurposes.Tracking, submission.OccurredAt);

    private static bool IsWithdrawnAt(Member? member, DateTimeOffset at) =>
        member?.Consents?.GetValueOrDefault(ConsentPurposes.Tracking, []).Any(each => each.At == at && !each.Given) is true;

    /// <summary>Why a submission that is taken in counts for nothing; null when it counts.</summary>
    public static string? Idle(Account account, string personId) =>
        Aliases.MemberOf(account, personId) is { Objected: true } ? PermissionActivities.Objected : null;

    /// <summary>On what the processing of a submission rests that counts.</summary>
    public static string BasisOf(Submission submission, Playbook playbook) => Activities.Read(submission, playbook).Rule switch
    {
        { Asks: true } => Asked,
        var rule when IsTracked(submission, rule) => Consent,
        _ => submission.Consents is { Length: > 0 } ? Consent : LegitimateInterest,
    };

    /// <summary>A submission that counts for nothing as it is kept: without what was viewed, and of somebody unknown without the address.</summary>
    public static Submission Bare(EnrichedSubmission enriched, bool known, Playbook playbook)
    {
        var submission = enriched.Submission;
        if (!IsTracked(submission, Activities.Read(submission, playbook).Rule)) return submission;
        var bare = submission with { Fields = submission.Fields.Clear(), Touch = null, Message = null, ClientAddress = null };
        return known ? bare : bare with { Contact = new Contact { Email = "" }, PersonId = enriched.PersonId };
    }

    // By its kind, or because we know only by a mark of ours who read what is free to all.
    private static bool IsTracked(Submission submission, Rule? rule) => rule is { Tracked: true } || submission.Tracked == true;
}
