using System.Collections.Immutable;
using Intake.Playbooks;
using Intake.Submissions;
using Intake.Submissions.Bodies;
using Intake.Submissions.Forms;

namespace Intake.Http;

/// <summary>A form to be shown: what it asks, what was filled in, what was wrong with it.</summary>
public sealed record FormView(Playbook Playbook, FormTarget Target, string? Language)
{
    /// <summary>What was filled in.</summary>
    public BodyFields Values { get; init; } = BodyFields.None;

    /// <summary>What was wrong.</summary>
    public ImmutableArray<FieldError> Errors { get; init; } = [];

    /// <summary>Fields that the person does not see.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Hidden { get; init; } = [];

    /// <summary>The captcha it asks; null for none.</summary>
    public CaptchaView? Captcha { get; init; }

    /// <summary>Whether it has the field that people do not see.</summary>
    public bool HasTrap => DoorCheck.HasTrap(Target.Form);

    /// <summary>It asks about somebody else than who fills it in: the browser must not fill in their own name.</summary>
    public bool AboutAnother { get; init; }

    /// <summary>Words around it.</summary>
    public PageTexts Texts => PageTexts.In(Language);

    /// <summary>The fields that can be seen.</summary>
    public ImmutableArray<FormField> Fields => Target.Form.Fields;

    /// <summary>Id of a field's element, its own even where two forms are on one page.</summary>
    public string IdOf(FormField field) => $"{Target.Form.Id}-{field.Name}";

    /// <summary>What was filled in; null when nothing was.</summary>
    public string? ValueOf(FormField field) => Values[field.Name];

    /// <summary>What is wrong with a field in words; null when nothing is.</summary>
    public string? ErrorOf(FormField field) =>
        Errors.FirstOrDefault(error => error.Field == field.Name) is { } error ? FieldTexts.Of(error, Language) : null;

    /// <summary>Choices of a field.</summary>
    public ImmutableArray<FieldOption> ChoicesOf(FormField field) => FormChoices.Of(Playbook, Target.Form, field);

    /// <summary>HTML's name of an input type.</summary>
    public static string InputType(FormField field) => field.Type switch
    {
        FieldType.Email => "email",
        FieldType.Tel => "tel",
        FieldType.Number => "number",
        FieldType.CheckBox => "checkbox",
        FieldType.Select => "select",
        FieldType.TextArea => "textarea",
        _ => "text",
    };

    /// <summary>What the browser may fill in by itself; null where it knows nothing.</summary>
    public static string? AutoComplete(FormField field) => field.Name switch
    {
        "email" => "email",
        "name" => "name",
        "firstName" => "given-name",
        "lastName" => "family-name",
        "phone" => "tel",
        "jobTitle" => "organization-title",
        "company" => "organization",
        "country" => "country-name",
        "postcode" => "postal-code",
        _ => null,
    };
}
