using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Playbooks;
using Intake.Playbooks.Conditions;
using Intake.Stages;

namespace Intake.Scoring.Explaining;

/// <summary>Finds what was asked and nobody told: by the tables of fit and value, and by conditions, which do not hold for it.</summary>
internal sealed class UnknownFacts
{
    private readonly List<(string Field, string AskedBy)> found = [];

    /// <summary>Each fact once, in the order in which they are asked.</summary>
    public static ImmutableArray<UnknownFact> Of(Case it)
    {
        var facts = new UnknownFacts();
        facts.AskTables(it);
        if (!it.Lead.Closed) facts.AskConditions(it);
        return [.. facts.found.Distinct().GroupBy(each => each.Field, each => each.AskedBy).Select(fact => new UnknownFact(fact.Key, [.. fact]))];
    }

    /// <summary>The field that a reason says is unknown; null where the playbook has no such table.</summary>
    public static string? FieldOf(string reason, Playbook playbook) =>
        TablesOf(playbook).Where(table => UnknownReason(table.Id) == reason).Select(table => table.Field).FirstOrDefault();

    private static string UnknownReason(string table) => table + ":unknown";

    private static IEnumerable<(string Id, string Field)> TablesOf(Playbook playbook) =>
        playbook.Scoring.Fit.Tables.Select(table => ($"{Components.Fit}:{table.Id}", (table.OfPerson ? "person." : "account.") + table.Fact))
            .Append(($"{Components.Value}:{playbook.Scoring.Value.Staff.Id}", "account." + playbook.Scoring.Value.Staff.Fact));

    private void AskTables(Case it)
    {
        foreach (var (id, field) in TablesOf(it.Playbook))
            if (it.Score.Reasons.Any(reason => reason.Unknown && reason.Rule == UnknownReason(id))) found.Add((field, id));
    }

    private void AskConditions(Case it)
    {
        var values = new FieldValues();
        AccountFields.Fill(values, it.Account, it.Lead);
        foreach (var (id, member) in it.Lead.Persons)
        {
            AccountFields.Fill(values, it.Account.Members.GetValueOrDefault(id));
            foreach (var rule in RulesOf(member, it.Playbook)) Ask(rule.OnState, values, rule.Id);
        }
        AccountFields.Fill(values, new FactPoints(it.Account, it.Lead, CompiledScoring.Of(it.Playbook)).Best);
        foreach (var rule in it.Playbook.Scoring.Fit.Rules) Ask(rule.When, values, $"{Components.Fit}:{rule.Id}");
        foreach (var rule in it.Playbook.Scoring.Value.Rules) Ask(rule.When, values, $"{Components.Value}:{rule.Id}");
        AccountFields.Fill(values, it.Lead.Newest is { } newest ? it.Account.Members.GetValueOrDefault(newest.Person) : null);
        Ask(it.ScoreGate.When, values, it.ScoreGate.Id);
    }

    // All that may count what the person did, since the first that holds does.
    private static IEnumerable<Rule> RulesOf(ActivityCounts activity, Playbook playbook)
    {
        var rules = CompiledScoring.Of(playbook);
        foreach (var name in activity.Buckets.Keys.SelectMany(key => BucketKey.Split(BucketKey.Parse(key).Rules)))
            if (rules.RuleIndex.TryGetValue(name, out var index)) yield return rules.Rules[index];
    }

    private void Ask(Condition? condition, FieldValues values, string by)
    {
        foreach (var field in condition?.Asks ?? [])
            if ((field.Scope & Scopes.State) != 0 && !values.IsKnown(field)) found.Add((field.Name, by));
    }
}
