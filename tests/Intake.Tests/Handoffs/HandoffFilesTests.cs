using System.Text;
using Intake.Handoffs;
using Intake.Playbooks;
using NJsonSchema;

namespace Intake.Tests.Handoffs;

public class HandoffFilesTests
{
    [Theory]
    [InlineData("routing.json", "routing")]
    [InlineData("contact-rules.json", "contact-rules")]
    [InlineData("wording.json", "wording")]
    [InlineData("sample/team.json", "team")]
    public async Task What_is_shipped_fits_its_schema(string file, string schema)
    {
        var read = await JsonSchema.FromFileAsync(Path.Combine(Sample.Folder, "schemas", $"{schema}.schema.json"));
        Assert.Empty(read.Validate(await File.ReadAllTextAsync(Path.Combine(Sample.Folder, file))));
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        var told = Told("routing.json", """
            {
              "territories": [{ "id": "NL", "postcodes": ["9-1"], "colour": "red" }, { "id": "a" }, { "id": "a" }],
              "partnerDesk": { "kinds": ["partner"], "territory": "nobody" },
              "fallback": "a",
              "clocks": { "asked": { "mailLeaves": "soon", "answerBy": "1 hour" } },
              "hours": { "timeZone": "Mars/Olympus", "start": "17:30", "end": "8", "days": ["mon", "someday"], "holidays": [{ "date": "25-12-2026" }] },
              "extra": 1
            }
            """);

        Assert.Superset(new HashSet<string>([
            "routing.json $.extra", "routing.json $.territories[0].id", "routing.json $.territories[0].postcodes[0]", "routing.json $.territories[0].colour",
            "routing.json $.territories", "routing.json $.partnerDesk.territory", "routing.json $.clocks.asked.mailLeaves", "routing.json $.clocks.asked.answerBy",
            "routing.json $.clocks.asked.reminder", "routing.json $.clocks.score", "routing.json $.hours.timeZone", "routing.json $.hours.end", "routing.json $.hours.days[1]",
            "routing.json $.hours.holidays[0].date",
        ]), told);
    }

    [Theory]
    [InlineData("", "$")]
    [InlineData("null", "$")]
    [InlineData("[]", "$")]
    [InlineData("""{"accountManagers": 3}""", "$.accountManagers")]
    [InlineData("""{"accountManagers": [], "accountManagers": []}""", "$.accountManagers")]
    [InlineData("""{"accountManagers": [null]}""", "$.accountManagers[0].id")]
    [InlineData("""{"accountManagers": [{"id":"a","name":"A","email":"a@b.example","language":"nl","deputy":"a"}]}""", "$.accountManagers[0].deputy")]
    [InlineData("""{"accountManagers": [{"id":"a","name":"A","email":"a@b.example","language":"nl","weight":0}]}""", "$.accountManagers[0].weight")]
    [InlineData("""{"accountManagers": [{"id":"a","name":"A","email":"nowhere","language":"nl"}]}""", "$.accountManagers[0].email")]
    [InlineData("""{"accountManagers": [{"id":"a","name":"A","email":"a@b.example","language":"nl","workingDays":[]}]}""", "$.accountManagers[0].workingDays")]
    [InlineData("""{"accountManagers": [{"id":"a","name":"A","email":"a@b.example","language":"nl","absences":[{"from":"2026-10-02","until":"2026-10-01"}]}]}""", "$.accountManagers[0].absences[0].until")]
    public void A_broken_team_file_is_told_where(string json, string path)
    {
        var problems = new Problems();
        Assert.Null(Team.Parse(Encoding.UTF8.GetBytes(json), "team.json", problems));
        Assert.Contains(path, problems.Found.Select(problem => problem.Path));
    }

    [Theory]
    [InlineData("""{"rules": []}""", "$.rules")]
    [InlineData("""{"rules": [{"countries":["NL"],"who":"anyone","phone":[],"mail":[]}]}""", "$.rules")]
    [InlineData("""{"rules": [{"who":"anyone","phone":["telepathy"],"mail":[]}]}""", "$.rules[0].phone[0]")]
    [InlineData("""{"naturalForms":["VOF"],"legalForms":["vof"],"rules": [{"who":"anyone","phone":[],"mail":[]}]}""", "$.legalForms")]
    public void Broken_contact_rules_are_told_where(string json, string path)
    {
        Assert.Contains($"contact-rules.json {path}", Told("contact-rules.json", json));
    }

    [Fact]
    public void Members_of_a_wrong_type_are_told_all_at_once()
    {
        var routing = Told("routing.json", """
            {
              "territories": [{ "id": 1, "countries": "NL", "postcodes": [1000, "1-2", "x"] }, 7],
              "partnerDesk": "partners", "fallback": null,
              "clocks": { "asked": { "answerBy": 60, "reminder": "1h" }, "score": [] },
              "hours": { "start": 8, "days": "mon", "holidays": { "date": "2026-12-25" } }
            }
            """);
        Assert.Superset(new HashSet<string>([
            "routing.json $.territories[0].id", "routing.json $.territories[0].countries", "routing.json $.territories[0].postcodes[0]",
            "routing.json $.territories[0].postcodes[2]", "routing.json $.territories[1]", "routing.json $.partnerDesk", "routing.json $.fallback",
            "routing.json $.clocks.asked.answerBy", "routing.json $.clocks.score", "routing.json $.hours.timeZone", "routing.json $.hours.start",
            "routing.json $.hours.days", "routing.json $.hours.holidays",
        ]), routing);
        // What could not be read is not told to be in the wrong order too.
        Assert.DoesNotContain("routing.json $.clocks.asked.reminder", routing);
    }

    [Fact]
    public void What_comes_in_the_wrong_order_is_told()
    {
        var text = File.ReadAllText(Path.Combine(Sample.Folder, "routing.json"));

        Assert.Equal(["routing.json $.hours.end"], Told("routing.json", text.Replace("\"17:30\"", "\"08:30\"", StringComparison.Ordinal)));
        Assert.Equal(
            ["routing.json $.clocks.asked.reminder"],
            Told("routing.json", text.Replace("\"45m\"", "\"60m\"", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""{"activities": []}""", "$.functions")]
    [InlineData("""{"activities": [null], "functions": {}}""", "$.activities[0]")]
    [InlineData("""{"activities": [{"id":"a","did":{}}], "functions": {}}""", "$.activities[0].did")]
    [InlineData("""{"activities": [{"id":"a","did":{"en":1}}], "functions": {}}""", "$.activities[0].did.en")]
    [InlineData("""{"activities": [{"id":"a","did":{"en":"x"},"browsing":"no"}], "functions": {}}""", "$.activities[0].browsing")]
    [InlineData("""{"activities": [{"id":"a","did":{"en":"x"}},{"id":"a","did":{"en":"y"}}], "functions": {}}""", "$.activities")]
    [InlineData("""{"activities": [], "functions": {"fleet":"wagenpark"}}""", "$.functions.fleet")]
    [InlineData("""{"activities": [], "functions": {"fleet":{"dutch":"wagenpark"}}}""", "$.functions.fleet.dutch")]
    public void Broken_wording_is_told_where(string json, string path) =>
        Assert.Contains($"wording.json {path}", Told("wording.json", json));

    [Fact]
    public void A_text_is_missing_in_no_language()
    {
        Assert.All(Sample.Wording.Did.Values.Concat(Sample.Wording.Functions.Values),
            text => Assert.Superset(new HashSet<string> { "en", "nl" }, text.Texts.Keys.ToHashSet()));
    }

    [Fact]
    public void Mails_have_words_for_every_rule()
    {
        Assert.Empty(Playbooks.SamplePlaybook.Instance.Scoring.Rules.Select(rule => rule.Id).Except(Sample.Wording.Did.Keys));
    }

    [Fact]
    public void The_clocks_are_those_of_the_agreement()
    {
        Assert.Equal("1h 45m 2h 4h 4h 16h 5d 10d 20d", Told(Sample.Rules.Asked));
        Assert.Equal("8h 6h 12h 16h 16h 5d 5d 10d 20d", Told(Sample.Rules.Scored));

        static string Told(LaneClocks clocks) => string.Join(' ', clocks.AnswerBy, clocks.Reminder, clocks.TeamLeadTold, clocks.Reassigned,
            clocks.FirstContact, clocks.BackToPool, clocks.QualifyNudge, clocks.QualifiedBy, clocks.OpportunityBy);
    }

    // Everything that is wrong with the playbook when one of its files says this.
    private static HashSet<string> Told(string file, string json)
    {
        var files = PlaybookFolder.Files(Sample.Folder).ToDictionary();
        files[file] = Encoding.UTF8.GetBytes(json);
        var problems = new Problems();
        Assert.Null(PlaybookReader.Read(files, problems));
        return [.. problems.Found.Select(problem => $"{problem.File} {problem.Path}")];
    }
}
