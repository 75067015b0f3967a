using System.Collections.Immutable;
using Intake.Playbooks;

namespace Intake.Submissions.Forms;

/// <summary>The choices of a field: its own, else those the playbook implies by its name.</summary>
internal static class FormChoices
{
    /// <summary>Choices in the order in which they are offered; empty when anything may be filled in.</summary>
    public static ImmutableArray<FieldOption> Of(Playbook playbook, Form form, FormField field)
    {
        if (!field.Options.IsDefaultOrEmpty) return field.Options;
        return field.Name switch
        {
            FormFieldNames.Subject => [.. form.Subjects.Select(subject => new FieldOption(subject.Id, subject.Label))],
            FormFieldNames.Proposition => [.. playbook.Propositions.Values.OrderBy(p => p.Id, StringComparer.Ordinal)
                .Select(proposition => new FieldOption(proposition.Id, proposition.Name))],
            _ => [],
        };
    }
}
