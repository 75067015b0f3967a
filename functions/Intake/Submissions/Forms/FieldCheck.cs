using System.Collections.Immutable;
using System.Globalization;
using Intake.Enrichment;
using Intake.Playbooks;
using Intake.Submissions.Bodies;

namespace Intake.Submissions.Forms;

/// <summary>Checks one value against its field. The browser checks too, but whoever posts need not be one.</summary>
internal static class FieldCheck
{
    private const int MinPhoneDigits = 5;

    /// <summary>What is wrong with a value; null when nothing is.</summary>
    public static FieldError? Of(FormField field, ImmutableArray<FieldOption> choices, string? value)
    {
        if (value is null || (field.Type == FieldType.CheckBox && !IsTicked(value)))
            return field.Required ? new FieldError(field.Name, FieldFault.Required) : null;
        if (value.Length > field.MaxLength) return new FieldError(field.Name, FieldFault.TooLong, field.MaxLength);
        if (!choices.IsEmpty && choices.All(choice => choice.Value != value)) return new FieldError(field.Name, FieldFault.NotAChoice);
        return Fault(field, choices, value) is { } fault ? new FieldError(field.Name, fault) : null;
    }

    /// <summary>A value as it is kept: on one line unless the field has more; null when it was not filled in.</summary>
    public static string? Normal(FormField field, string? value) => field.Type switch
    {
        FieldType.TextArea => value,
        FieldType.CheckBox => value is null ? null : IsTicked(value) ? "true" : "false",
        _ => FieldText.OrNull(value),
    };

    /// <summary>Months of a stated timeframe; null for a choice such as <c>none</c>.</summary>
    public static int? Months(string? value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var months) && months <= 120 ? months : null;

    private static FieldFault? Fault(FormField field, ImmutableArray<FieldOption> choices, string value)
    {
        if ((field.Type == FieldType.Email || field.Name == FormFieldNames.Email) && !EmailAddress.TryParse(value, out _))
            return FieldFault.NotAnEmail;
        if (field.Type == FieldType.Tel && value.Count(char.IsAsciiDigit) < MinPhoneDigits) return FieldFault.NotAPhone;
        if (field.Type == FieldType.Number
            && !decimal.TryParse(value, NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _))
            return FieldFault.NotANumber;
        return field.Name == FormFieldNames.Timeframe && choices.IsEmpty && Months(value) is null ? FieldFault.NotANumber : null;
    }

    private static bool IsTicked(string value) => value.ToLowerInvariant() is "on" or "true" or "1" or "yes" or "ja";
}
