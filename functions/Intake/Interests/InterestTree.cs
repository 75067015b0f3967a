using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Playbooks;

namespace Intake.Interests;

/// <summary>What one person cares about, from the topics of the content they used. Fades as points do; the same counts, playbook and day give
/// the same tree.</summary>
/// <param name="All">Everything together, with its topics.</param>
/// <param name="Current">What they care about now: the deepest topic with enough evidence; null where nothing has enough.</param>
public sealed record InterestTree(Topic All, Topic? Current)
{
    /// <summary>The interests of a person who may have objected: then there are none, as nothing of theirs counts.</summary>
    public static InterestTree Of(Account account, IEnumerable<Lead> leads, string personId, Playbook playbook, DateOnly day) =>
        Of(account.Members.GetValueOrDefault(personId) is { Objected: true } ? [] : leads, personId, playbook, day);

    /// <summary>The interests of a person as seen on a day (UTC); what was done later is not in it.</summary>
    /// <param name="leads">Every round of every lead of the account: what a closed one knows was done all the same.</param>
    /// <param name="personId">The person.</param>
    /// <param name="playbook">The playbook in force.</param>
    /// <param name="day">The day.</param>
    public static InterestTree Of(IEnumerable<Lead> leads, string personId, Playbook playbook, DateOnly day)
    {
        var all = TopicOf("", [.. Evidence.Of(leads, personId, playbook, day)]);
        return new InterestTree(all, playbook.Scoring.Interests is { } rules ? DeepestBelow(all, rules) : null);
    }

    private static Topic TopicOf(string path, IReadOnlyCollection<(string Topic, int Hundredths)> evidence)
    {
        var below = evidence.Where(each => each.Topic.Length > path.Length)
            .GroupBy(each => Next(path, each.Topic), StringComparer.Ordinal).OrderBy(each => each.Key, StringComparer.Ordinal);
        return new Topic(path, evidence.Sum(each => each.Hundredths), [.. below.Select(each => TopicOf(each.Key, [.. each]))]);
    }

    // The path down to one part more.
    private static string Next(string path, string topic)
    {
        var slash = topic.IndexOf('/', path.Length == 0 ? 0 : path.Length + 1);
        return slash < 0 ? topic : topic[..slash];
    }

    // Only below what has enough itself: a country is told of the region that somebody cares about.
    private static Topic? DeepestBelow(Topic topic, InterestRules rules) => topic.Below
        .Where(below => below.Hundredths >= rules.From * 100 && below.Hundredths * 100L >= (long)topic.Hundredths * rules.SharePercent)
        .Select(below => DeepestBelow(below, rules) ?? below)
        .OrderByDescending(found => found.Depth).ThenByDescending(found => found.Hundredths).ThenBy(found => found.Path, StringComparer.Ordinal)
        .FirstOrDefault();
}
