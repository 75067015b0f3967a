using System.Collections.Frozen;
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

    /// <summary>Names of the parts of topic paths.</summary>
    public FrozenDictionary<string, Localized> Topics { get; init; } = FrozenDictionary<string, Localized>.Empty;

    /// <summary>What somebody did, to follow their name.</summary>
    public string DidIn(string activity, string language) => Did.TryGetValue(activity, out var did) ? did.In(language) : Spoken(activity);

    /// <summary>What somebody works at.</summary>
    public string FunctionIn(string function, string language) =>
        Functions.TryGetValue(function, out var name) ? name.In(language) : Spoken(function);

    /// <summary>A topic, from the general to the special. The first part is what we sell, which goes without saying where more is known.</summary>
    public string TopicIn(string path, string language) => string.Join(" > ", path.Split('/') switch
    {
        [_, .. { Length: > 0 } special] => special.Select(part => TopicPartIn(part, language)),
        var all => all.Select(part => TopicPartIn(part, language)),
    });

    private string TopicPartIn(string part, string language) => Topics.TryGetValue(part, out var name) ? name.In(language) : Spoken(part);

    private static string Spoken(string id) => id.Replace('-', ' ');
}
