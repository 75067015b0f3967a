using System.Collections.Immutable;

namespace Intake.Playbooks.Reading;

/// <summary>What must hold between the files, and the rules that keep a score honest.</summary>
internal static class Checks
{
    public static void All(Parts parts, Problems problems)
    {
        Unique(PropositionsFile.Name, "$.propositions", parts.Propositions.Select(item => item.Id), problems);
        Unique(ContentFile.Name, "$.content", parts.Content.Select(item => item.Id), problems);
        Unique(ContentFile.Name, "$.forms", parts.Forms.Select(item => item.Id), problems);
        ContentChecks.All(parts, problems);
        ScoringChecks.All(parts, problems);
        StageChecks.All(parts, problems);
        FactChecks.All(parts.Scoring, problems);
        WordChecks.All(parts, problems);
    }

    public static void Unique(string file, string path, IEnumerable<string> ids, Problems problems)
    {
        foreach (var id in ids.GroupBy(id => id, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key))
            problems.Add(file, path, $"\"{id}\" is given twice");
    }

    /// <summary>A reference to a phase, where there is one.</summary>
    public static void Phase(Parts parts, string file, string path, string? phase, Problems problems)
    {
        if (phase is not null && !parts.Scoring.Phases.Any(known => known.Id == phase))
            problems.Add(file, path, $"the phase \"{phase}\" is not in {ScoringFile.Name}");
    }
}

/// <summary>Content and forms.</summary>
internal static class ContentChecks
{
    private const string File = ContentFile.Name;

    public static void All(Parts parts, Problems problems)
    {
        foreach (var (index, item) in parts.Content.Index()) Item(parts, item, $"$.content[{index}]", problems);
        foreach (var (index, form) in parts.Forms.Index()) FormOf(parts, form, $"$.forms[{index}]", problems);
        Checks.Unique(File, "$.content", parts.Content.SelectMany(item => item.ProviderIds), problems);
        foreach (var id in parts.Content.Select(item => item.Id).Intersect(parts.Forms.Select(form => form.Id), StringComparer.Ordinal))
            problems.Add(File, "$.forms", $"\"{id}\" is the id of content too");
    }

    private static void Item(Parts parts, ContentItem item, string path, Problems problems)
    {
        Shares(parts, item.Shares, path, problems);
        Checks.Phase(parts, File, path + ".phase", item.Phase, problems);
        if (item.Topic is { } topic && !topic.Split('/').All(Node.IsId))
            problems.Add(File, path + ".topic", $"\"{topic}\" is no path of ids such as charging/fleet/vans");
        if (item.Form is { } form && !parts.Forms.Any(known => known.Id == form))
            problems.Add(File, path + ".form", $"there is no form \"{form}\"");
        foreach (var (index, id) in item.ProviderIds.Index())
            if (!id.Contains(':', StringComparison.Ordinal))
                problems.Add(File, $"{path}.providerIds[{index}]", $"\"{id}\" is not provider:id");
    }

    private static void FormOf(Parts parts, Form form, string path, Problems problems)
    {
        if (form.Shares.Count > 0) Shares(parts, form.Shares, path, problems);
        Checks.Phase(parts, File, path + ".phase", form.Phase, problems);
        if (form.Content is { } content && !parts.Content.Any(item => item.Id == content))
            problems.Add(File, path + ".content", $"there is no content \"{content}\"");
        if (!form.Fields.Any(field => field is { Name: "email", Required: true }))
            problems.Add(File, path + ".fields", "needs a required field email: a person is known by it");
        Checks.Unique(File, path + ".fields", form.Fields.Select(field => field.Name), problems);
        Checks.Unique(File, path + ".subjects", form.Subjects.Select(subject => subject.Id), problems);
        foreach (var (index, field) in form.Fields.Index())
            if (field.Type == FieldType.Select && field.Options.IsEmpty && field.Name != "subject")
                problems.Add(File, $"{path}.fields[{index}].options", "a select needs options");
        foreach (var (index, field) in form.Fields.Index())
            if (field.Name == "proposition") Options(parts, field, $"{path}.fields[{index}]", problems);
        foreach (var (index, subject) in form.Subjects.Index())
            Checks.Phase(parts, File, $"{path}.subjects[{index}].phase", subject.Phase, problems);
        foreach (var (index, origin) in form.Origins.Index())
            if (!IsOrigin(origin))
                problems.Add(File, $"{path}.origins[{index}]", $"\"{origin}\" is no origin such as https://www.example.com");
        foreach (var (index, page) in form.ThankYouPages.Index())
            if (!IsPage(page)) problems.Add(File, $"{path}.thankYouPages[{index}]", $"\"{page}\" is no http or https address");
        foreach (var activity in form.Subjects.GroupBy(subject => subject.Activity, StringComparer.Ordinal)
            .Where(same => same.Select(subject => subject.Phase).Distinct().Count() > 1))
            problems.Add(File, path + ".subjects", $"the activity \"{activity.Key}\" must tell the same phase for each of its subjects");
    }

    private static void Options(Parts parts, FormField field, string path, Problems problems)
    {
        foreach (var (index, option) in field.Options.Index())
            if (option.Value != Proposition.NotStated && !parts.Propositions.Any(known => known.Id == option.Value))
                problems.Add(File, $"{path}.options[{index}].value", $"there is no proposition \"{option.Value}\"");
    }

    private static void Shares(Parts parts, ImmutableSortedDictionary<string, int> shares, string path, Problems problems)
    {
        foreach (var (id, share) in shares)
        {
            if (!parts.Propositions.Any(known => known.Id == id))
                problems.Add(File, $"{path}.shares.{id}", $"there is no proposition \"{id}\"");
            if (share is < 1 or > 100) problems.Add(File, $"{path}.shares.{id}", $"{share} is not from 1 to 100");
        }
        var sum = shares.Values.Sum(share => (long)share);
        if (sum != 100) problems.Add(File, path + ".shares", $"add up to {sum}, not to 100");
    }

    private static bool IsOrigin(string text) =>
        IsPage(text) && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.GetLeftPart(UriPartial.Authority) == text;

    private static bool IsPage(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}
