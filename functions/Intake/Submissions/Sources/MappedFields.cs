using System.Collections.Immutable;
using Intake.Playbooks;
using Intake.Submissions.Bodies;
using Intake.Submissions.Forms;

namespace Intake.Submissions.Sources;

/// <summary>Collects a provider's fields under our names, each as our form takes it, and everything else under the provider's.</summary>
internal sealed class MappedFields(Playbook playbook, SourceForm mapping, Form form)
{
    private readonly ImmutableSortedDictionary<string, string>.Builder values =
        ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);

    /// <summary>The form whose fields they become.</summary>
    public Form Form => form;

    /// <summary>Adds a field: mapped by the first of its names that the mapping knows, else kept.</summary>
    public void Add(TheirField theirs)
    {
        var value = FieldText.Clean(theirs.Value);
        if (value.Length == 0) return;
        string? ours = null;
        foreach (var name in (string[])[.. theirs.Ids, theirs.Name])
            if (mapping.Fields.TryGetValue(name, out ours)) break;
        if (ours is null || values.ContainsKey(ours) || form.Fields.FirstOrDefault(field => field.Name == ours) is not { } asked) Keep(theirs.Name, value);
        else Place(asked, theirs.Name, value);
    }

    /// <summary>The fields.</summary>
    public BodyFields Build() => BodyFields.None with { Values = values.ToImmutable() };

    /// <summary>The provider's name of a field of ours, as the mapping has it.</summary>
    public string TheirName(string ours) => mapping.Fields.FirstOrDefault(pair => pair.Value == ours).Key ?? ours;

    private void Place(FormField field, string name, string sent)
    {
        var value = mapping.Values.TryGetValue(field.Name, out var words) && words.TryGetValue(sent, out var word) ? word : sent;
        var normal = FieldCheck.Normal(field, value);
        var choices = FormChoices.Of(playbook, form, field);
        if (FieldCheck.Of(field, choices, normal) is { Fault: FieldFault.TooLong } && field.Name != FormFieldNames.Email)
        {
            Keep(name, sent);
            value = Cut(normal!, field.MaxLength);
            normal = FieldCheck.Normal(field, value);
        }
        // An error in what must be there is for a human; anything else is told to sales as it was said.
        if (field.Required || FieldCheck.Of(field, choices, normal) is null) values[field.Name] = value;
        else Keep(name, sent);
    }

    // Never within a surrogate pair.
    private static string Cut(string text, int length) => text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)].TrimEnd();

    private void Keep(string name, string value)
    {
        var own = FieldText.SingleLine(name);
        if (own.Length == 0) own = "field";
        // A name of ours that the mapping does not give out must not become ours by chance.
        if (FormFieldNames.Placed.Contains(own) || FormFieldNames.IsForTheDoor(own) || form.Fields.Any(field => field.Name == own))
            own = $"{mapping.Provider}.{own}";
        values[own] = values.TryGetValue(own, out var before) ? $"{before}, {value}" : value;
    }
}
