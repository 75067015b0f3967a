using System.Collections.Frozen;
using System.Collections.Immutable;
using Intake.Handoffs;
using Intake.Playbooks;

namespace Intake.Mail;

/// <summary>How mails tell what people did and what their work is: <c>wording.json</c>. What it does not name is told by its id.</summary>
public sealed record Wording
{
    /// <summary>By activity or rule id: what follows a first name, such as <c>attended</c>.</summary>
    public required FrozenDictionary<string, Localized> Did { get; init; }

    /// <summary>Activities that sales is never told one by one: nobody likes to hear what pages they looked at.</summary>
    public required FrozenSet<string> Browsing { get; init; }

    /// <summary>Names of the functions that job titles tell.</summary>
    public required FrozenDictionary<string, Localized> Functions { get; init; }

    /// <summary>What somebody did, to follow their name.</summary>
    public string DidIn(string activity, string language) => Did.TryGetValue(activity, out var did) ? did.In(language) : Spoken(activity);

    /// <summary>What somebody works at.</summary>
    public string FunctionIn(string function, string language) => Functions.TryGetValue(function, out var name) ? name.In(language) : Spoken(function);

    /// <summary>Parses <c>wording.json</c>; null when anything is wrong with it, and then <paramref name="problems"/> has all of it.</summary>
    public static Wording? Parse(ReadOnlyMemory<byte> json, string file, Problems problems) => WordingFile.Parse(json, new PlaybookFile(file, problems));

    private static string Spoken(string id) => id.Replace('-', ' ');
}

/// <summary><c>wording.json</c> as written.</summary>
internal sealed class WordingFile : FilePart
{
    public List<ActivityPart?>? Activities { get; set; }
    public Dictionary<string, Dictionary<string, string>>? Functions { get; set; }

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
        if (part.Activities is null) file.Wrong("$.activities", "missing");
        if (part.Functions is null) file.Wrong("$.functions", "missing");
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
            Functions = part.Functions!.ToFrozenDictionary(function => function.Key, function => In(function.Value)),
        };
    }

    private static Localized In(Dictionary<string, string> texts) => new(texts.ToImmutableSortedDictionary());
}
