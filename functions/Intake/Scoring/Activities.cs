using System.Collections.Immutable;
using Intake.Playbooks;
using Intake.Submissions;

namespace Intake.Scoring;

/// <summary>What an activity is about: its content, the rule that counts it, and the propositions it is split over.</summary>
/// <param name="Content">Playbook id of the content or form; <c>-</c> for none.</param>
/// <param name="Rule">The first rule that matches; null when the playbook gives the activity no points.</param>
/// <param name="Propositions">Propositions of the leads it counts for.</param>
/// <param name="Stated">The person named the proposition: it takes all, whatever the content's shares.</param>
public sealed record Activity(string Content, Rule? Rule, ImmutableArray<string> Propositions, bool Stated);

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
        return new Activity(content, Match(submission, item?.Kind, playbook), propositions, overrides);
    }

    // A form that registers for a webinar is about the webinar.
    private static string ContentOf(string id, Playbook playbook) =>
        playbook.Content.ContainsKey(id) ? id
        : !playbook.Forms.TryGetValue(id, out var form) ? Proposition.NotStated
        : form.Content ?? id;

    private static Rule? Match(Submission submission, string? kind, Playbook playbook)
    {
        foreach (var rule in playbook.Scoring.Rules)
        {
            if (rule.Activity == submission.Activity
                && (rule.Kinds.IsEmpty || (kind is not null && rule.Kinds.Contains(kind)))
                && (rule.AttendedFrom is not { } percent || Attended(submission, percent, playbook))
                && (rule.TimeframeTo is not { } months || submission.TimeframeMonths <= months))
                return rule;
        }
        return null;
    }

    /// <summary>Minutes that a webinar took: as the submission says, else as the content is planned; null where neither tells.</summary>
    public static int? DurationOf(Submission submission, Playbook playbook) =>
        submission.DurationMinutes ?? playbook.Content.GetValueOrDefault(ContentOf(submission.Content, playbook))?.DurationMinutes;

    // Unknown minutes are not counted as attended.
    private static bool Attended(Submission submission, int percent, Playbook playbook)
    {
        var duration = DurationOf(submission, playbook);
        return submission.AttendedMinutes is { } minutes && duration > 0 && (long)minutes * 100 >= (long)duration * percent;
    }
}
