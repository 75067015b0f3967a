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

    /// <summary>What somebody did, to follow their name.</summary>
    public string DidIn(string activity, string language) => Did.TryGetValue(activity, out var did) ? did.In(language) : Spoken(activity);

    /// <summary>What somebody works at.</summary>
    public string FunctionIn(string function, string language) =>
        Functions.TryGetValue(function, out var name) ? name.In(language) : Spoken(function);

    private static string Spoken(string id) => id.Replace('-', ' ');
}
