using System.Collections.Immutable;
using Intake.Playbooks;
using Intake.Submissions.Bodies;

namespace Intake.Submissions.Forms;

/// <summary>Reads the fields of a post by the form's definition: an entry, or every field's error at once. A field that the form does not
/// ask for is kept, but steers nothing: a stranger cannot name his account manager.</summary>
internal static class FormReader
{
    private static readonly FormField Email =
        new()
        {
            Name = FormFieldNames.Email, Label = new Localized(ImmutableSortedDictionary<string, string>.Empty), Type = FieldType.Email,
            Required = true, MaxLength = 254,
        };

    /// <summary>Reads a post.</summary>
    public static Parsed<Entry> Read(Playbook playbook, FormTarget target, BodyFields fields)
    {
        var form = target.Form;
        // Who they are is the one thing that every form must ask.
        var asked = form.Fields.Any(field => field.Name == FormFieldNames.Email && field.Required)
            ? form.Fields : [Email, .. form.Fields.Where(field => field.Name != FormFieldNames.Email)];
        if (fields.Repeated.Any(name => MustBeSingle(asked, name)))
            return new Rejection(RejectionKind.Malformed, "A field is sent more than once.");

        var values = asked.ToImmutableSortedDictionary(
            field => field.Name, field => FieldCheck.Normal(field, fields[field.Name]), StringComparer.Ordinal);
        ImmutableArray<FieldError> errors =
            [
                .. asked.Select(field => FieldCheck.Of(field, FormChoices.Of(playbook, form, field), values[field.Name]))
                    .OfType<FieldError>(),
            ];
        return errors.IsEmpty
            ? ToEntry(target, name => values.GetValueOrDefault(name), Others(fields, values), FormConsents.Of(target.Form, fields, name => values.GetValueOrDefault(name)))
            : new Rejection(RejectionKind.Fields, "Some fields are missing or not as they should be.") { Errors = errors };
    }

    private static bool MustBeSingle(ImmutableArray<FormField> asked, string name) =>
        FormFieldNames.IsForTheDoor(name) || asked.Any(field => field.Name == name && field.Type != FieldType.CheckBox);

    private static ImmutableSortedDictionary<string, string> Others(BodyFields fields, ImmutableSortedDictionary<string, string?> asked)
    {
        var others = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, sent) in fields.Values)
        {
            var value = asked.TryGetValue(name, out var normal) ? normal : sent;
            var placed = asked.ContainsKey(name) && FormFieldNames.Placed.Contains(name);
            if (!string.IsNullOrEmpty(value) && !placed && (asked.ContainsKey(name) || !FormFieldNames.IsForTheDoor(name))) others[name] = value;
        }

        return others.ToImmutable();
    }

    private static Entry ToEntry(
        FormTarget target, Func<string, string?> value, ImmutableSortedDictionary<string, string> others, ImmutableArray<Consent>? consents)
    {
        var (form, subject) = (target.Form, value(FormFieldNames.Subject));
        return new Entry
        {
            Source = target.Source,
            Content = form.Content ?? form.Id,
            Form = target.Source == "form" ? form.Id : null,
            Activity = form.Subjects.FirstOrDefault(s => s.Id == subject)?.Activity ?? form.Activity,
            Contact = FormContact.Of(value),
            Proposition = value(FormFieldNames.Proposition),
            Subject = subject,
            Message = value(FormFieldNames.Message),
            TimeframeMonths = FieldCheck.Months(value(FormFieldNames.Timeframe)),
            SpokeWith = value(FormFieldNames.SpokeWith),
            OnBehalfOf = NamedClient.Of(value),
            Language = value(FormFieldNames.Language),
            Consents = consents,
            Fields = others,
        };
    }
}
