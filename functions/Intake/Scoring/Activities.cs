using System.Collections.Immutable;
using Intake.Playbooks;
using Intake.Submissions;

namespace Intake.Scoring;

/// <summary>What an activity is about: its content, the rules that may count it, and the propositions it is split over.</summary>
/// <param name="Content">Playbook id of the content or form; <c>-</c> for none.</param>
/// <param name="Rules">The rules that may count it, in order: the first whose condition on person, account and lead holds when the score is read.
/// They agree on what is asked, tracked and told. Empty when the playbook gives the activity no points.</param>
/// <param name="Propositions">Propositions of the leads it counts for.</param>
/// <param name="Stated">The person named the proposition: it takes all, whatever the content's shares.</param>
public sealed record Activity(string Content, ImmutableArray<Rule> Rules, ImmutableArray<string> Propositions, bool Stated)
{
    /// <summary>The first of the rules; null for none.</summary>
    public Rule? Rule => Rules.IsEmpty ? null : Rules[0];

    /// <summary>Whether it may be worth points.</summary>
    public bool IsWorthPoints => Rules.Any(rule => rule.Points > 0);

    /// <summary>Key of its counts; null where no rule counts it.</summary>
    internal string? Bucket => Rules.IsEmpty ? null : BucketKey.Of(BucketKey.Join(Rules), Content, Stated);
}

/// <summary>Reads activities by the playbook.</summary>
public static class Activities
{
    /// <summary>What a submission is about.</summary>
    public static Activity Read(Submission submission, Playbook playbook)
    {
        var content = ContentOf(submission.Content, playbook);
        var item = playbook.Content.GetValueOrDefault(content);
        var shares = item?.Shares ?? playbook.Forms.GetValueOrDefault(content)?.Shares
            ?? ImmutableSortedDictionary<string, int>.Empty;
        var stated = submission.Proposition is { } named && playbook.Propositions.ContainsKey(named) ? named : null;

        ImmutableArray<string> propositions = stated is not null ? [stated]
            : submission.Proposition is null && shares.Count > 0 ? [.. shares.Keys]
            : [Proposition.NotStated];
        // A key of its own is needed only where the content's share would say otherwise.
        var overrides = stated is not null && shares.Count > 0 && shares.GetValueOrDefault(stated) != 100;
        return new Activity(content, RuleMatch.Of(submission, content, playbook), propositions, overrides);
    }

    // A form that registers for a webinar is about the webinar.
    private static string ContentOf(string id, Playbook playbook) =>
        playbook.Content.ContainsKey(id) ? id
        : !playbook.Forms.TryGetValue(id, out var form) ? Proposition.NotStated
        : form.Content ?? id;

    /// <summary>Minutes that a webinar took: as the submission says, else as the content is planned; null where neither tells.</summary>
    public static int? DurationOf(Submission submission, Playbook playbook) =>
        submission.DurationMinutes ?? playbook.Content.GetValueOrDefault(ContentOf(submission.Content, playbook))?.DurationMinutes;
}
