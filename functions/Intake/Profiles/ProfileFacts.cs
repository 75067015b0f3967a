using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Handoffs;
using Intake.Interests;
using Intake.Scoring;

namespace Intake.Profiles;

/// <summary>Says parts of a profile.</summary>
internal static class ProfileFacts
{
    private static readonly string[] Prefixes = ["", FactNames.LookedUp(""), FactNames.Guess("")];

    /// <summary>By name, what was told, else what a provider told, else what was concluded.</summary>
    public static SortedDictionary<string, FactDocument> Of(ImmutableSortedDictionary<string, Fact> registers)
    {
        var facts = new SortedDictionary<string, FactDocument>(StringComparer.Ordinal);
        foreach (var name in registers.Keys.Select(name => name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..]).Distinct(StringComparer.Ordinal))
        {
            var prefix = Array.Find(Prefixes, prefix => registers.ContainsKey(prefix + name)) ?? "";
            var fact = registers[prefix + name];
            facts[name] = new FactDocument(fact.Value, fact.At, fact.By, prefix.Length == 0 ? "told" : prefix.TrimEnd(':'));
        }
        return facts;
    }

    /// <summary>The name of an account as it is shown.</summary>
    public static string? NameOf(Account account) =>
        account.Book?.Name ?? (account.IsCompany ? account.Stated.Of(FactNames.CompanyName) ?? account.Domains.FirstOrDefault() : null);

    /// <summary>The name of a person; null where neither part is known.</summary>
    public static string? NameOf(Person? person) =>
        string.Join(' ', new[] { person?.Facts.Of(FactNames.FirstName), person?.Facts.Of(FactNames.LastName) }.OfType<string>()) is { Length: > 0 } name ? name : null;

    /// <summary>What holds of a member.</summary>
    public static IReadOnlyList<string> FlagsOf(Member? member) =>
    [
        .. new (string Name, bool Holds)[]
        {
            ("left", member is { Left: true }), ("outside", member is { Outside: true }), ("role", member is { Role: true }), ("student", member is { Student: true }),
            ("disposable", member is { Disposable: true }), ("objected", member is { Objected: true }), ("agent", member is { Agent: true }),
        }.Where(flag => flag.Holds).Select(flag => flag.Name),
    ];

    /// <summary>On what each channel rests.</summary>
    public static PermissionDocument Of(ContactPermission permission) => new(WordOf(permission.Phone), WordOf(permission.Mail));

    /// <summary>What somebody cares about.</summary>
    public static InterestsDocument Of(InterestTree tree) => new(tree.Current?.Path, Of(tree.All.Below) ?? []);

    /// <summary>A score in points.</summary>
    public static ScoreDocument? Of(Score? score) => score is null ? null : new ScoreDocument(
        Points(score.Total), Points(score.Interest), Points(score.Phase), Points(score.Fit), Points(score.Value), score.PhaseName, score.Day, score.Playbook,
        [.. score.Reasons.Select(reason => new ReasonDocument(
            reason.Rule, reason.Component, Points(reason.Hundredths), reason.Content, reason.Expires, reason.Unknown ? true : null))]);

    private static List<TopicDocument>? Of(ImmutableArray<Topic> topics) =>
        topics.IsEmpty ? null : [.. topics.Select(topic => new TopicDocument(topic.Path, Points(topic.Hundredths), Of(topic.Below)))];

    private static decimal Points(int hundredths) => hundredths / 100m;

    private static string? WordOf(ContactBasis? basis) => basis switch
    {
        null => null,
        ContactBasis.UnlessObjected => "unless-objected",
        ContactBasis.Asked => "asked",
        ContactBasis.Consent => "consent",
        ContactBasis.SimilarProduct => "similar-product",
        _ => "published-address",
    };
}
