using Intake.Playbooks.Conditions;

namespace Intake.Playbooks.Reading;

/// <summary>Words in conditions that only the playbook itself gives: another one than it knows would never hold, without a word.</summary>
internal static class WordChecks
{
    public static void All(Parts parts, Problems problems)
    {
        var (scoring, stages) = (parts.Scoring, parts.Stages);
        foreach (var rule in scoring.Rules)
            foreach (var when in new[] { rule.OnActivity, rule.OnState }) Of(parts, ScoringFile.Name, $"$.rules[{rule.Index}].when", when, problems);
        foreach (var (index, rule) in scoring.Fit.Rules.Index()) Of(parts, ScoringFile.Name, $"$.fit.rules[{index}].when", rule.When, problems);
        foreach (var (index, rule) in scoring.Value.Rules.Index()) Of(parts, ScoringFile.Name, $"$.value.rules[{index}].when", rule.When, problems);
        foreach (var (index, rule) in stages.Gates.Exclusions.Rules.Index()) Of(parts, StagesFile.Name, $"$.gates.exclusions.rules[{index}].when", rule.When, problems);
        foreach (var (index, stage) in stages.Stages.Index())
        {
            Of(parts, StagesFile.Name, $"$.stages[{index}].enter", stage.Enter, problems);
            Of(parts, StagesFile.Name, $"$.stages[{index}].stay", stage.Stay, problems);
        }
        Of(parts, StagesFile.Name, "$.gates.asked.when", stages.Gates.Asked.When, problems);
        Of(parts, StagesFile.Name, "$.gates.prospects.when", stages.Gates.Prospects.When, problems);
        Of(parts, StagesFile.Name, "$.gates.customers.when", stages.Gates.Customers.When, problems);
    }

    private static void Of(Parts parts, string file, string path, Condition? condition, Problems problems)
    {
        foreach (var (field, word) in condition?.Words ?? [])
            if (Known(parts, field) is { } known && !known.Contains(word, StringComparer.OrdinalIgnoreCase))
                problems.Add(file, path, $"{field.Name} is never \"{word}\": there is no such {Kind(field)}");
            else if (IsCountry(field) && word.Length != 2)
                problems.Add(file, path, $"{field.Name} is never \"{word}\": a country is a code of two letters such as NL");
    }

    // Null where words come from elsewhere too.
    private static IEnumerable<string>? Known(Parts parts, Field field) =>
        field == Fields.Content ? parts.Content.Select(item => item.Id).Concat(parts.Forms.Select(form => form.Id))
        : field == Fields.Kind ? ContentFile.Kinds
        : field == Fields.ContentPhase || field == Fields.PhaseName ? parts.Scoring.Phases.Select(phase => phase.Id)
        : field == Fields.Proposition ? parts.Propositions.Select(item => item.Id).Append(Proposition.NotStated)
        : null;

    private static bool IsCountry(Field field) => field == Fields.Country || field == Fields.PersonCountry;

    private static string Kind(Field field) =>
        field == Fields.Content ? "content or form"
        : field == Fields.Kind ? "kind of content"
        : field == Fields.Proposition ? "proposition"
        : "phase";
}
