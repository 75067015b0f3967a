using System.Collections.Frozen;
using System.Collections.Immutable;
using Intake.Playbooks;

namespace Intake.Submissions.Forms;

/// <summary>What an address posts to: a form, or a piece of content with the form that its request uses.</summary>
/// <param name="Source"><c>form</c> or <c>whitepaper</c>.</param>
/// <param name="Path">Its path, such as <c>/api/forms/demo</c>.</param>
/// <param name="Form">The form, with the activity and content that posting it here means.</param>
public sealed record FormTarget(string Source, string Path, Form Form)
{
    // What asking for a piece of content means; a kind that is not here cannot be requested.
    private static readonly FrozenDictionary<string, string> Requests = new Dictionary<string, string>
    {
        ["whitepaper"] = "whitepaper-requested",
        ["price-list"] = "price-list-downloaded",
        ["calculator"] = "calculator-used",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What asking for content of a kind means; null when it cannot be requested.</summary>
    public static string? RequestOf(string kind) => Requests.GetValueOrDefault(kind);

    /// <summary>A form of the playbook; null when it has none of that id.</summary>
    public static FormTarget? OfForm(Playbook playbook, string id) =>
        playbook.Forms.TryGetValue(id, out var form) ? new FormTarget("form", $"/api/forms/{form.Id}", form) : null;

    /// <summary>A piece of content that can be requested; null when the playbook has none of that id.</summary>
    public static FormTarget? OfWhitepaper(Playbook playbook, string id)
    {
        if (!playbook.Content.TryGetValue(id, out var item) || !Requests.TryGetValue(item.Kind, out var activity)) return null;
        var form = item.Form is not null && playbook.Forms.TryGetValue(item.Form, out var own) ? own : JustEmail;
        return new FormTarget("whitepaper", $"/api/whitepapers/{item.Id}",
            form with { Id = item.Id, Title = item.Title, Content = item.Id, Activity = activity });
    }

    // For content that names no form: where to send it is all one must know.
    private static Form JustEmail { get; } = new()
    {
        Id = "-",
        Title = Text("Request", "Aanvragen"),
        Activity = "-",
        Fields =
        [
            new FormField
            {
                Name = "email", Label = Text("Email address", "E-mailadres"), Type = FieldType.Email, Required = true, MaxLength = 254,
            },
        ],
    };

    private static Localized Text(string en, string nl) =>
        new(ImmutableSortedDictionary<string, string>.Empty.Add("en", en).Add("nl", nl));
}
