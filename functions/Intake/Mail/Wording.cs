using System.Collections.Frozen;
using Intake.Playbooks;

namespace Intake.Mail;

/// <summary>How mails call what people did and what counts: <c>wording.json</c>. What it does not name is told by its id.</summary>
public sealed record Wording
{
    /// <summary>By activity or rule id: what follows a first name, such as <c>attended</c>.</summary>
    public required FrozenDictionary<string, Localized> Did { get; init; }

    /// <summary>Activities that sales is never told one by one: nobody likes to hear what pages they looked at.</summary>
    public required FrozenSet<string> Browsing { get; init; }

    /// <summary>Names of rules, facts, functions.</summary>
    public required FrozenDictionary<string, Localized> Words { get; init; }

    /// <summary>What somebody did, to follow their name.</summary>
    public string DidIn(string activity, string language) => Did.TryGetValue(activity, out var did) ? did.In(language) : Spoken(activity);

    /// <summary>The name of a word, or of the last part of a rule such as <c>fit:staff:unknown</c>.</summary>
    public string WordIn(string rule, string language)
    {
        if (Words.TryGetValue(rule, out var whole)) return whole.In(language);
        var parts = rule.Split(':').Where(part => part != "unknown").Reverse().ToList();
        var known = parts.Find(Words.ContainsKey);
        return known is not null ? Words[known].In(language) : Spoken(parts.FirstOrDefault() ?? rule);
    }

    private static string Spoken(string id) => id.Replace('-', ' ');
}
