using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;
using Intake.Playbooks;
using Intake.Playbooks.Conditions;
using Intake.Playbooks.Reading;

namespace Intake.Tests.Playbooks.Conditions;

public class ConditionTests
{
    private const Scopes Everything = Scopes.Activity | Scopes.State | Scopes.Score;

    [Theory]
    [InlineData("\"eq\": \"logistics\"", "logistics", true)]
    [InlineData("\"eq\": \"Logistics\"", "LOGISTICS", true)]
    [InlineData("\"eq\": \"logistics\"", "care", false)]
    [InlineData("\"eq\": \"logistics\"", null, false)]
    [InlineData("\"in\": [\"care\", \"Logistics\"]", "logistics", true)]
    [InlineData("\"in\": [\"care\"]", "logistics", false)]
    [InlineData("\"in\": [\"care\"]", null, false)]
    [InlineData("\"matches\": \"^log\"", "Logistics", true)]
    [InlineData("\"matches\": \"^stic\"", "logistics", false)]
    [InlineData("\"matches\": \".*\"", null, false)]
    [InlineData("\"known\": true", "care", true)]
    [InlineData("\"known\": false", "care", false)]
    [InlineData("\"known\": true", null, false)]
    [InlineData("\"known\": false", null, true)]
    [InlineData("\"known\": true", "  ", false)]
    [InlineData("\"matches\": \"^l\", \"eq\": \"logistics\"", "logistics", true)]
    [InlineData("\"matches\": \"^l\", \"eq\": \"logistics\"", "lorries", false)]
    public void A_text_is_asked(string asked, string? text, bool holds) =>
        Assert.Equal(holds, Leaf("account.industry", asked).Holds(With(values => values.Set(Fields.Industry, text))));

    [Theory]
    [InlineData("\"eq\": 50", 5000L, true)]
    [InlineData("\"eq\": 50", 5001L, false)]
    [InlineData("\"eq\": 50", null, false)]
    [InlineData("\"eq\": 0", null, false)]
    [InlineData("\"in\": [49, 50.5]", 5050L, true)]
    [InlineData("\"in\": [49, 50.5]", 5000L, false)]
    [InlineData("\"in\": [0]", null, false)]
    [InlineData("\"gt\": 50", 5000L, false)]
    [InlineData("\"gt\": 50", 5001L, true)]
    [InlineData("\"gte\": 50", 5000L, true)]
    [InlineData("\"gte\": 50", 4999L, false)]
    [InlineData("\"lt\": 50", 5000L, false)]
    [InlineData("\"lt\": 50", 4999L, true)]
    [InlineData("\"lte\": 50", 5000L, true)]
    [InlineData("\"lte\": 50", 5001L, false)]
    [InlineData("\"gt\": -1", null, false)]
    [InlineData("\"gte\": 0", null, false)]
    [InlineData("\"lt\": 1", null, false)]
    [InlineData("\"lte\": 0", null, false)]
    [InlineData("\"gte\": 50, \"lt\": 250", 24999L, true)]
    [InlineData("\"gte\": 50, \"lt\": 250", 25000L, false)]
    [InlineData("\"gte\": 50, \"lt\": 250", 4999L, false)]
    [InlineData("\"known\": true", 0L, true)]
    [InlineData("\"known\": false", 0L, false)]
    [InlineData("\"known\": true", null, false)]
    [InlineData("\"known\": false", null, true)]
    public void A_number_is_asked(string asked, long? hundredths, bool holds) =>
        Assert.Equal(holds, Leaf("account.staff", asked).Holds(With(values => values.SetHundredths(Fields.Staff, hundredths))));

    [Theory]
    [InlineData("\"eq\": true", true, true)]
    [InlineData("\"eq\": true", false, false)]
    [InlineData("\"eq\": false", true, false)]
    [InlineData("\"eq\": false", false, true)]
    [InlineData("\"eq\": false", null, true)]
    [InlineData("\"eq\": true", null, false)]
    public void A_flag_is_asked(string asked, bool? flag, bool holds) =>
        Assert.Equal(holds, Leaf("person.student", asked).Holds(With(values => { if (flag is { } known) values.Set(Fields.Student, known); })));

    [Theory]
    [InlineData("\"contains\": \"Care\"", "care,energy", true)]
    [InlineData("\"contains\": \"charging\"", "care,energy", false)]
    [InlineData("\"contains\": \"care\"", "", false)]
    [InlineData("\"contains\": \"care\"", null, false)]
    [InlineData("\"in\": [\"charging\", \"energy\"]", "care,energy", true)]
    [InlineData("\"in\": [\"charging\"]", "care,energy", false)]
    [InlineData("\"in\": [\"charging\"]", null, false)]
    [InlineData("\"known\": true", "care", true)]
    [InlineData("\"known\": true", "", false)]
    [InlineData("\"known\": false", "", true)]
    [InlineData("\"known\": false", null, true)]
    public void A_list_is_asked(string asked, string? words, bool holds) =>
        Assert.Equal(holds, Leaf("account.owns", asked).Holds(With(values => { if (words is not null) values.Set(Fields.Owns, [.. words.Split(',', StringSplitOptions.RemoveEmptyEntries)]); })));

    [Theory]
    [InlineData("""{"all": [A, A]}""", true)]
    [InlineData("""{"all": [A, B]}""", false)]
    [InlineData("""{"any": [B, A]}""", true)]
    [InlineData("""{"any": [B, B]}""", false)]
    [InlineData("""{"not": B}""", true)]
    [InlineData("""{"not": A}""", false)]
    [InlineData("""{"not": {"all": [A, {"any": [B, {"not": A}]}]}}""", true)]
    public void Conditions_are_joined(string condition, bool holds)
    {
        var json = condition.Replace("A", """{"field": "account.company", "eq": true}""", StringComparison.Ordinal)
            .Replace("B", """{"field": "account.company", "eq": false}""", StringComparison.Ordinal);
        Assert.Equal(holds, Read(json).Holds(With(values => values.Set(Fields.IsCompany, true))));
    }

    [Fact]
    public void A_field_of_a_form_is_asked_by_its_name()
    {
        var condition = Leaf("activity.fields.battery", "\"matches\": \"kwh$\"");

        Assert.True(condition.Holds(new FieldValues { OfForm = ImmutableSortedDictionary<string, string>.Empty.Add("battery", "120 kWh") }));
        Assert.False(condition.Holds(new FieldValues { OfForm = ImmutableSortedDictionary<string, string>.Empty.Add("panels", "120 kWh") }));
        Assert.Equal(Scopes.Activity, condition.Reads);
    }

    [Fact]
    public void What_is_asked_is_told_by_its_parts()
    {
        var condition = Read("""{"all": [{"field": "account.staff", "gte": 5}, {"any": [{"field": "person.left", "eq": true}, {"not": {"field": "score.total", "lt": 9}}]}]}""");

        Assert.Equal(Scopes.Account | Scopes.Person | Scopes.Score, condition.Reads);
        Assert.Equal([Scopes.Account, Scopes.Person | Scopes.Score], condition.Conjuncts.Select(part => part.Reads));
        Assert.Equal([("account.staff", 500), ("score.total", 900)], condition.Turns.Select(turn => (turn.Field.Name, turn.At)));
    }

    [Fact]
    public void Every_field_can_be_asked_what_its_type_allows_and_of_nothing_known_holds_only_what_asks_for_that()
    {
        Assert.All(Fields.All, field =>
        {
            var (holds, not) = field.Type switch
            {
                Intake.Playbooks.Conditions.ValueType.Flag => ("\"eq\": false", "\"eq\": true"),
                _ => ("\"known\": false", "\"known\": true"),
            };
            Assert.True(Leaf(field.Name, holds).Holds(new FieldValues()));
            Assert.False(Leaf(field.Name, not).Holds(new FieldValues()));
            Assert.Equal(field.Scope, Leaf(field.Name, holds).Reads);
        });
    }

    [Fact]
    public void A_random_condition_on_random_values_holds_as_a_naive_reading_of_it_does() =>
        Gen.Select(RandomConditions.Condition(4), RandomConditions.Values).Sample((condition, known) =>
        {
            using var json = JsonDocument.Parse(condition);
            Assert.Equal(RandomConditions.Naive(json.RootElement, known), Read(condition).Holds(RandomConditions.Filled(known)));
        }, iter: 5000);

    private static Condition Leaf(string field, string asked) => Read($$"""{"field": "{{field}}", {{asked}}}""");

    private static Condition Read(string condition)
    {
        var problems = new Problems();
        using var json = JsonDocument.Parse($$"""{"when": {{condition}}}""");
        var read = ConditionReader.Required(new Node("x.json", "$", json.RootElement, problems), "when", Everything);
        Assert.Empty(problems.Found);
        return read!;
    }

    private static FieldValues With(Action<FieldValues> fill)
    {
        var values = new FieldValues();
        fill(values);
        return values;
    }
}
