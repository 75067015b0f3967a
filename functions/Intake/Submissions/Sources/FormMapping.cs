using System.Collections.Immutable;
using Intake.Playbooks;
using Intake.Submissions.Forms;

namespace Intake.Submissions.Sources;

/// <summary>Makes entries of posts to providers' forms, by the playbook's mapping and by the same rules as our own forms. A field that our form
/// requires and the mapping promises must be there and be good, else the post is not mapped. Any other value is never a reason to refuse a lead:
/// what is too long is cut, what is no choice or no phone number has no place, and both are kept whole under the provider's name for the field.</summary>
internal static class FormMapping
{
    private const int MaxExtra = 200, MaxMessage = 4000;

    /// <summary>Maps several posts of one call; those that cannot be mapped are told together.</summary>
    public static Reading Read(Playbook playbook, IEnumerable<TheirForm> posts)
    {
        var items = ImmutableArray.CreateBuilder<ReceivedItem>();
        List<FieldError> errors = [];
        foreach (var (index, post) in posts.Index())
        {
            var entry = Entry(playbook, post);
            if (entry.IsValid) items.Add(new ReceivedItem(entry.Value, post.MessageId));
            else errors.AddRange(entry.Rejection.Errors.Select(error => index == 0 ? error : error with { Field = $"[{index}].{error.Field}" }));
        }
        var rest = errors.Count == 0 ? null : ((Reading.Unmapped)WebhookJson.Unmapped(errors)).Rejection;
        if (items.Count > 0) return new Reading.Received(items.ToImmutable()) { Rest = rest };
        return rest is null ? new Reading.Ignored() : new Reading.Unmapped(rest);
    }

    /// <summary>Maps one post.</summary>
    public static Parsed<Entry> Entry(Playbook playbook, TheirForm post)
    {
        if (playbook.Sources.Find(post.Provider, post.Forms) is not { } mapping || Target(playbook, mapping) is not { } target)
            return new Rejection(RejectionKind.Fields, "No mapping knows this form.") { Errors = [new FieldError(post.FormPath, FieldFault.NotAChoice)] };

        var fields = new MappedFields(playbook, mapping, Promised(target.Form, mapping));
        foreach (var field in post.Fields) fields.Add(field);
        var entry = FormReader.Read(playbook, target with { Form = fields.Form }, fields.Build());
        if (!entry.IsValid) return entry.Rejection with { Errors = [.. entry.Rejection.Errors.Select(error => error with { Field = fields.TheirName(error.Field) })] };
        return entry.Value with { Source = post.Provider, Form = fields.Form.Id, SaidAt = post.SaidAt };
    }

    private static FormTarget? Target(Playbook playbook, SourceForm mapping)
    {
        var target = FormTarget.OfForm(playbook, mapping.As) ?? FormTarget.OfWhitepaper(playbook, mapping.As) ?? OfContent(playbook, mapping);
        return target is null ? null
            : target with { Source = mapping.Provider, Form = target.Form with { Activity = mapping.Activity ?? target.Form.Activity } };
    }

    // Content that nobody can request by itself, such as a webinar: its form tells the fields.
    private static FormTarget? OfContent(Playbook playbook, SourceForm mapping) =>
        mapping.Activity is { } activity && playbook.Content.TryGetValue(mapping.As, out var item)
            && playbook.Forms.GetValueOrDefault(item.Form ?? "") is { } form
            ? new FormTarget(mapping.Provider, "", form with { Content = item.Id, Activity = activity }) : null;

    // Our form as far as this mapping goes: what it does not promise is not required, and what the form does not ask can be mapped all the same.
    private static Form Promised(Form form, SourceForm mapping)
    {
        var promised = mapping.Fields.Values.ToHashSet(StringComparer.Ordinal);
        var asked = form.Fields.Where(field => promised.Contains(field.Name)).ToImmutableArray();
        return form with
        {
            // What a person agreed to elsewhere was not said in our words: it is kept as a field, and is no proof.
            Consent = null,
            Fields =
            [
                .. asked.Select(field => field with { Consent = null }),
                .. promised.Except(asked.Select(field => field.Name)).Order(StringComparer.Ordinal).Select(name => new FormField
                {
                    Name = name,
                    Label = form.Title,
                    Type = name switch { FormFieldNames.Message => FieldType.TextArea, FormFieldNames.Email => FieldType.Email, _ => FieldType.Text },
                    Required = name == FormFieldNames.Email,
                    MaxLength = name == FormFieldNames.Message ? MaxMessage : MaxExtra,
                }),
            ],
        };
    }
}
