using System.Collections.Immutable;
using Intake.Playbooks;
using Intake.Submissions;

namespace Intake.Accounts;

/// <summary>Takes what a submission says about permission into the person and the member.</summary>
public static class ConsentFold
{
    /// <summary>Nothing stated.</summary>
    public static readonly ImmutableSortedDictionary<string, ImmutableArray<ConsentStatement>> None =
        ImmutableSortedDictionary.Create<string, ImmutableArray<ConsentStatement>>(StringComparer.Ordinal);

    /// <summary>The person with it: the proofs too.</summary>
    public static Person Apply(Person person, Submission submission, Playbook playbook) => person with
    {
        Consents = Apply(person.Consents, submission, playbook, withProof: true),
        Objected = submission.Activity == PermissionActivities.Objected && !(person.Objected <= submission.OccurredAt) ? submission.OccurredAt : person.Objected,
    };

    /// <summary>The member with it: what decisions need.</summary>
    public static Member Apply(Member member, Submission submission, Playbook playbook) => member with
    {
        Consents = Apply(member.Consents, submission, playbook, withProof: false),
        Objected = member.Objected || submission.Activity == PermissionActivities.Objected,
    };

    /// <summary>Whether a submission says anything about permission.</summary>
    public static bool Says(Submission submission) =>
        submission.Consents is { Length: > 0 } || submission.Activity is PermissionActivities.Unsubscribed or PermissionActivities.Objected;

    private static ImmutableSortedDictionary<string, ImmutableArray<ConsentStatement>>? Apply(
        ImmutableSortedDictionary<string, ImmutableArray<ConsentStatement>>? known, Submission submission, Playbook playbook, bool withProof)
    {
        if (!Says(submission)) return known;
        var all = known ?? None;
        foreach (var (purpose, statement) in Statements(submission, playbook))
        {
            var kept = withProof ? statement : statement with { Text = null, Version = null, ClientAddress = null };
            all = all.SetItem(purpose, ConsentHistory.Add(all.GetValueOrDefault(purpose, []), kept));
        }
        return all;
    }

    private static IEnumerable<(string Purpose, ConsentStatement Statement)> Statements(Submission submission, Playbook playbook)
    {
        var sure = !OptIn.IsAsked(submission, playbook);
        foreach (var consent in submission.Consents ?? [])
            yield return (consent.Purpose, new ConsentStatement(submission.OccurredAt, submission.Id, consent.Given, consent.Given && sure)
            {
                Text = consent.Text, Version = consent.Version, ClientAddress = submission.ClientAddress,
            });

        string[] ended = submission.Activity switch
        {
            PermissionActivities.Unsubscribed => [ConsentPurposes.Mail],
            PermissionActivities.Objected => [ConsentPurposes.Mail, ConsentPurposes.Phone, ConsentPurposes.Tracking],
            _ => [],
        };
        foreach (var purpose in ended)
            if (submission.Consents?.Any(consent => consent.Purpose == purpose && !consent.Given) is not true)
                yield return (purpose, new ConsentStatement(submission.OccurredAt, submission.Id, Given: false, Confirmed: false));
    }
}
