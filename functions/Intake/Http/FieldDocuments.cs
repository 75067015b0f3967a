using System.Collections.Immutable;
using Intake.Playbooks;

namespace Intake.Http;

/// <summary>Describes fields for whoever builds a page.</summary>
internal static class FieldDocuments
{
    /// <summary>A field with its choices in a language.</summary>
    public static FieldDocument Of(FormField field, ImmutableArray<FieldOption> choices, string? language) => new(
        field.Name, field.Label.In(language), choices.IsEmpty ? FormView.InputType(field) : "select", field.Required, field.MaxLength,
        choices.IsEmpty ? null : [.. choices.Select(choice => new OptionDocument(choice.Value, choice.Label.In(language)))]);
}
