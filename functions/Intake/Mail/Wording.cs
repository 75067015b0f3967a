using System.Collections.Frozen;
using System.Collections.Immutable;
using Intake.Handoffs;
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

    /// <summary>Parses <c>wording.json</c>; null when anything is wrong with it, and then <paramref name="problems"/> has all of it.</summary>
    public static Wording? Parse(ReadOnlyMemory<byte> json, string file, Problems problems) => WordingFile.Parse(json, new PlaybookFile(file, problems));

    private static string Spoken(string id) => id.Replace('-', ' ');
}

/// <summary><c>wording.json</c> as written.</summary>
internal sealed class WordingFile : FilePart
{
    public List<ActivityPart?>? Activities { get; set; }
    public Dictionary<string, Dictionary<string, string>>? Words { get; set; }

    internal sealed class ActivityPart : FilePart
    {
        public string? Id { get; set; }
        public Dictionary<string, string>? Did { get; set; }
        public bool Browsing { get; set; }
    }

    public static Wording? Parse(ReadOnlyMemory<byte> json, PlaybookFile file)
    {
        if (file.Read(json, PlaybookFileJson.Default.WordingFile) is not { } part) return null;
        file.Known(part, "$");
        var activities = (part.Activities ?? []).OfType<ActivityPart>().ToList();
        foreach (var (at, activity) in activities.Index())
        {
            file.Known(activity, $"$.activities[{at}]");
            file.Id(activity.Id, $"$.activities[{at}].id");
            if (activity.Did is not { Count: > 0 }) file.Wrong($"$.activities[{at}].did", "a text per language is expected");
        }
        file.Unique(activities.Select(activity => activity.Id ?? ""), "$.activities");
        return !file.Clean ? null : new Wording
        {
            Did = activities.ToFrozenDictionary(activity => activity.Id!, activity => In(activity.Did!)),
            Browsing = activities.Where(activity => activity.Browsing).Select(activity => activity.Id!).ToFrozenSet(),
            Words = (part.Words ?? []).ToFrozenDictionary(word => word.Key, word => In(word.Value)),
        };
    }

    private static Localized In(Dictionary<string, string> texts) => new(texts.ToImmutableSortedDictionary());
}
