using Intake.Submissions.Forms;
using Intake.Submissions.Sources;

namespace Intake.Playbooks.Reading;

/// <summary>What must hold between the sources and the forms and content that they map to.</summary>
internal static class SourceChecks
{
    private const string File = SourcesFile.Name;

    public static void All(Sources sources, Parts parts, Problems problems)
    {
        foreach (var (index, provider) in sources.Providers.Index())
            if (Providers.All.Keys.Any(name => WebhookOptions.NameOf(name) == WebhookOptions.NameOf(provider.Id)))
                problems.Add(File, $"$.providers[{index}].id", $"\"{provider.Id}\" is built in");
        // Settings know no hyphens, so two names must differ in more than those.
        Checks.Unique(File, "$.providers", sources.Providers.Select(provider => WebhookOptions.NameOf(provider.Id)), problems);
        Checks.Unique(File, "$.forms", sources.Forms.Select(form => $"{form.Provider}:{form.Form}"), problems);
        foreach (var (index, form) in sources.Forms.Index()) Form(sources, parts, form, $"$.forms[{index}]", problems);
    }

    private static void Form(Sources sources, Parts parts, SourceForm form, string path, Problems problems)
    {
        if (!Providers.All.ContainsKey(form.Provider) && sources.Providers.All(provider => provider.Id != form.Provider))
            problems.Add(File, path + ".provider", $"there is no provider \"{form.Provider}\"");
        if (!form.Fields.Values.Contains(FormFieldNames.Email, StringComparer.Ordinal))
            problems.Add(File, path + ".fields", "none becomes email: a person is known by it");

        var ours = parts.Forms.FirstOrDefault(known => known.Id == form.As);
        var content = parts.Content.FirstOrDefault(item => item.Id == form.As);
        if (ours is null && content is null) problems.Add(File, path + ".as", $"there is no form or content \"{form.As}\"");
        if (ours is null && content is not null && form.Activity is null && ContentActivities.Request(content) is null)
            problems.Add(File, path + ".activity", $"is missing: a {content.Kind} cannot be requested, so say what a submission means");

        ours ??= parts.Forms.FirstOrDefault(known => known.Id == content?.Form);
        foreach (var (theirs, name) in form.Fields)
            if (!FormFieldNames.Placed.Contains(name) && ours?.Fields.Any(field => field.Name == name) != true)
                problems.Add(File, $"{path}.fields.{theirs}", $"\"{name}\" is no field that means something to us, and none of the form");
        foreach (var name in form.Values.Keys.Except(form.Fields.Values, StringComparer.Ordinal))
            problems.Add(File, $"{path}.values.{name}", "no field becomes it");
    }
}
