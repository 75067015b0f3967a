using System.Collections.Immutable;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Submissions.Bodies;

namespace Intake.Submissions.Forms;

/// <summary>The consents that a post gives: by itself, and by the boxes that were ticked. A box left empty refuses nothing.</summary>
internal static class FormConsents
{
    /// <summary>The consents; null for none.</summary>
    public static ImmutableArray<Consent>? Of(Form form, BodyFields fields, Func<string, string?> value)
    {
        var language = fields[FormFieldNames.PageLanguage] ?? fields[FormFieldNames.Language];
        ImmutableArray<Consent> given =
        [
            .. form.Consent is { } whole ? [Given(whole.Purpose, whole.Text, language)] : Array.Empty<Consent>(),
            .. form.Fields.Where(field => field.Consent is not null && value(field.Name) == "true")
                .Select(field => Given(field.Consent!, field.Label, language)),
        ];
        return given.IsEmpty ? null : given;
    }

    private static Consent Given(string purpose, Localized words, string? language) =>
        new(purpose, Given: true, words.In(language), VersionOf(words));

    /// <summary>Another word in any language is another version.</summary>
    internal static string VersionOf(Localized words) =>
        Keys.Id([.. words.Texts.SelectMany(text => new[] { text.Key, text.Value })])[..12];
}
