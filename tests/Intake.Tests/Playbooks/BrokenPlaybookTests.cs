using System.Text;
using Intake.Playbooks;

namespace Intake.Tests.Playbooks;

public class BrokenPlaybookTests
{
    /// <summary>File, what stands there, what is put in its place, and what the reader must say.</summary>
    public static TheoryData<string, string, string, string> Broken => new()
    {
        { "propositions.json", "\"id\": \"charging\"", "\"id\": \"Charging!\"", "propositions.json $.propositions[0].id: \"Charging!\" is no id" },
        { "propositions.json", "\"id\": \"care\"", "\"id\": \"energy\"", "propositions.json $.propositions: \"energy\" is given twice" },
        { "propositions.json", "\"per\": \"year\"", "\"per\": \"week\"", "propositions.json $.propositions[1].worth.per: \"week\" is none of once, year" },
        { "propositions.json", "\"to\": 250000", "\"to\": 2", "propositions.json $.propositions[0].worth.to: 2 is less than from, 40000" },
        { "propositions.json", "\"ownDomains\"", "\"ownDomain\"", "propositions.json $.ownDomains: is missing" },
        { "propositions.json", "\"ownDomains\"", "\"ownDomain\"", "propositions.json $.ownDomain: is not known here" },
        { "content.json", "{ \"energy\": 70, \"charging\": 30 }", "{ \"energy\": 70, \"charging\": 20 }", "content.json $.content[2].shares: add up to 90, not to 100" },
        { "content.json", "{ \"energy\": 70, \"charging\": 30 }", "{ \"energy\": 70, \"solar\": 30 }", "content.json $.content[2].shares.solar: there is no proposition \"solar\"" },
        { "content.json", "\"form\": \"webinar-stroomnet\"", "\"form\": \"webinar-x\"", "content.json $.content[2].form: there is no form \"webinar-x\"" },
        { "content.json", "\"kind\": \"calculator\"", "\"kind\": \"toy\"", "content.json $.content[4].kind: \"toy\" is none of" },
        { "content.json", "\"phase\": \"awareness\"", "\"phase\": \"asleep\"", "content.json $.content[0].phase: the phase \"asleep\" is not in scoring.json" },
        { "content.json", "\"zoom:93201836192\"", "\"93201836192\"", "content.json $.content[6].providerIds[0]: \"93201836192\" is not provider:id" },
        { "content.json", "\"zoom:93201836192\"", "\"zoom:93201836191\"", "content.json $.content: \"zoom:93201836191\" is given twice" },
        { "content.json", "\"http://localhost:7071\"", "\"http://localhost:7071/\"", "content.json $.forms[0].origins[0]: \"http://localhost:7071/\" is no origin" },
        { "content.json", "\"content\": \"pweb-energie\"", "\"content\": \"pweb-x\"", "content.json $.forms[5].content: there is no content \"pweb-x\"" },
        { "content.json", "\"activity\": \"demo-requested\"", "\"activity\": \"demo-requested\", \"minSeconds\": 61", "minSeconds: 61 is not from 0 to 60" },
        { "content.json", "\"activity\": \"demo-requested\"", "\"activity\": \"demo-requested\", \"token\": \"yes\"", "token: \"yes\" is none of required, optional" },
        { "content.json", "\"topic\": \"charging/price\"", "\"topic\": \"charging//price\"", "content.json $.content[7].topic: \"charging//price\" is no path of ids" },
        { "content.json", "\"name\": \"email\"", "\"name\": \"mail\"", "content.json $.forms[0].fields: needs a required field email" },
        { "sources.json", "\"provider\": \"typeform\"", "\"provider\": \"typefrom\"", "sources.json $.forms[0].provider: there is no provider \"typefrom\"" },
        { "sources.json", "\"work_email\": \"email\"", "\"work_email\": \"mail\"", "sources.json $.forms[0].fields: none becomes email" },
        { "sources.json", "\"work_email\": \"email\"", "\"work_email\": \"mail\"", "sources.json $.forms[0].fields.work_email: \"mail\" is no field that means something to us" },
        { "sources.json", "\"as\": \"demo\"", "\"as\": \"demos\"", "sources.json $.forms[0].as: there is no form or content \"demos\"" },
        { "sources.json", "\"as\": \"demo\"", "\"as\": \"pweb-energie\"", "sources.json $.forms[0].activity: is missing: a product-webinar cannot be requested" },
        { "sources.json", "\"id\": \"meta\"", "\"id\": \"goog-leads\"", "there is no provider \"meta\"" },
        { "sources.json", "\"id\": \"meta\"", "\"id\": \"googleads\"", "sources.json $.providers[1].id: \"googleads\" is built in" },
        { "sources.json", "\"kind\": \"path\"", "\"kind\": \"trust\"", "sources.json $.providers[0].proof.kind: \"trust\" is none of hmac-sha256, header, path" },
        { "sources.json", "\"prefix\": \"sha256=\"", "\"prefix\": \"sha256=\", \"timestamp\": \"x-time\"", "sources.json $.providers[1].proof.base: has {timestamp} if, and only if" },
        { "sources.json", "\"$.answerDetails..answer\"", "\"$..a..b\"", "sources.json $.providers[0].fieldValue: \"$..a..b\" goes down (..) more than once" },
        { "sources.json", "\"$.field_data[*]\"", "\"$.field_data[\"", "sources.json $.providers[1].fields: \"$.field_data[\" is no JSON path" },
        { "scoring.json", "\"interest\": 40", "\"interest\": 41", "scoring.json $.weights: add up to 101, not to 100" },
        { "scoring.json", "\"horizonDays\": 400", "\"horizonDays\": 401", "scoring.json $.horizonDays: 401 is not from 1 to 400" },
        { "scoring.json", "\"personCap\": 60", "\"personCap\": 60.5", "scoring.json $.personCap: must be a whole number" },
        { "scoring.json", "\"halfLifeDays\": 90", "\"halfLifeDays\": 30", "is shorter than the longest one of a rule that adds points, 60" },
        { "scoring.json", "\"group\": \"browse\"", "\"group\": \"browsing\"", "scoring.json $.rules[0].group: there is no group \"browsing\"" },
        { "scoring.json", "\"activity\": \"email-clicked\"", "\"activity\": \"page-viewed\"", "scoring.json $.rules[1]: never counts: \"page-viewed\" stands before it" },
        { "scoring.json", "\"cap\": 24,", "\"cap\": 4,", "cap: 4 is less than one activity is worth, 8" },
        { "scoring.json", "\"cap\": -20,", "\"cap\": 20,", "cap: 20 has another sign than the points, -20" },
        { "scoring.json", "\"from\": 9,", "\"from\": 8,", "scoring.json $.interests.from: 8 equals the points of one activity, \"whitepaper-requested\"" },
        { "scoring.json", "\"sharePercent\": 60", "\"sharePercent\": 101", "scoring.json $.interests.sharePercent: 101 is not from 1 to 100" },
        { "scoring.json", "\"sharePercent\"", "\"share\"", "scoring.json $.interests.share: is not known here" },
        { "scoring.json", "\"asks\": true", "\"ask\": true", "ask: is not known here" },
        { "scoring.json", "\"consumed\": true", "\"consumed\": 1", "consumed: must be true or false, not a number" },
        { "scoring.json", "\"points\": 60, \"days\": 90", "\"points\": 10, \"days\": 90", "scoring.json $.phases[1].points: phases must rise" },
        { "scoring.json", "\"from\": 250, \"points\": 30", "\"from\": 25, \"points\": 30", "scoring.json $.fit.facts[0].bands[3].from: bands must rise" },
        { "scoring.json", "\"fact\": \"industry\"", "\"fact\": \"indutsry\"", "scoring.json $.fit.facts[1].fact: \"indutsry\" is none of staff, industry" },
        { "scoring.json", "\"fact\": \"seniority\"", "\"fact\": \"staff\"", "scoring.json $.fit.facts[4].fact: \"staff\" is none of function, seniority" },
        { "scoring.json", "\"kinds\": [\"webinar\"]", "\"kinds\": [\"webinars\"]", ".kinds: \"webinars\" is none of whitepaper, webinar" },
        { "scoring.json", "\"id\": \"page-viewed\"", "\"id\": \"breadth\"", "scoring.json $.rules[0].id: \"breadth\" is the id of a reason that every score may have" },
        { "scoring.json", "\"asks\": true", "\"asks\": true, \"when\": { \"field\": \"activity.content\", \"in\": [\"demo\", \"wp-gone\"] }", ".when: activity.content is never \"wp-gone\": there is no such content or form" },
        { "scoring.json", "\"asks\": true", "\"asks\": true, \"when\": { \"not\": { \"field\": \"lead.proposition\", \"eq\": \"solar\" } }", ".when: lead.proposition is never \"solar\": there is no such proposition" },
        { "stages.json", "\"recentDays\": 7 }", "\"recentDays\": 7, \"when\": { \"field\": \"account.country\", \"eq\": \"Nederland\" } }", "$.gates.prospects.when: account.country is never \"Nederland\": a country is a code" },
        { "stages.json", "\"id\": \"won\"", "\"id\": \"gewonnen\"", "stages.json $.stages: has no stage with the role end and the id \"won\"" },
        { "stages.json", "\"role\": \"end\"", "\"role\": \"deal\"", "stages.json $.stages: has no stage with the role end and the id \"won\"" },
        { "stages.json", "[\"staff\", \"industry\"]", "[\"size\"]", ".endsOnChangeOf: \"size\" is none of staff, industry" },
        { "stages.json", "\"prospects\": 45", "\"prospects\": 40", "stages.json $.gates.demotion.prospects: 40 is not above what fit and value give alone, 40" },
        { "stages.json", "\"customers\": 55", "\"customers\": 39", "stages.json $.gates.demotion.customers: 39 is not above what fit and value give alone, 40" },
        { "stages.json", "\"prospects\": 45", "\"prospects\": 60", "stages.json $.gates.demotion.prospects: 60 is not below the gate, 60" },
        { "stages.json", "\"interest\": 25", "\"interest\": 30", "stages.json $.gates.prospects.interest: 30 equals the points of one activity, \"price-list-downloaded\"" },
        { "stages.json", "\"role\": \"resting\"", "\"role\": \"refused\"", "stages.json $.stages: has 0 stages with the role resting, not one" },
        { "stages.json", "\"role\": \"entry\"", "\"role\": \"begin\"", "stages.json $.stages[0].role: \"begin\" is none of entry, working" },
        { "stages.json", "\"restDays\": 180", "\"restDays\": 0", "restDays: 0 is not from 1 to 3650" },
        { "stages.json", "\"phase\": \"consideration\"", "\"phase\": \"thinking\"", "stages.json $.gates.prospects.phase: the phase \"thinking\" is not in scoring.json" },
        { "agreement.json", "\"side\": \"sales\"", "\"side\": \"marketing\"", "agreement.json $.approvals: nobody of sales approved" },
        { "agreement.json", "\"2026-10-01\"", "\"1 October\"", "agreement.json $.reviewBy: \"1 October\" is no day such as 2026-09-01" },
        { "agreement.json", "\"company\":", "\"company\" ", "is not JSON (line 3)" },
        { "agreement.json", "\"company\": \"Lichtveld Energie B.V.\"", "\"company\": \"A\", \"company\": \"B\"", "agreement.json $.company: is given twice" },
        { "agreement.json", "\"company\": \"Lichtveld Energie B.V.\"", "\"company\": null", "agreement.json $.company: must be a text, not null" },
        { "wording.json", "\"functions\"", "\"words\"", "wording.json $.functions: is missing" },
        { "wording.json", "\"functions\"", "\"words\"", "wording.json $.words: is not known here" },
        { "wording.json", "{ \"en\": \"battery\", \"nl\": \"batterij\", \"de\": \"Batterie\" }", "\"battery\"", "wording.json $.topics.battery: must be an object" },
    };

    [Theory, MemberData(nameof(Broken))]
    public void A_broken_playbook_is_refused_with_the_place(string file, string right, string wrong, string message)
    {
        var problems = new Problems();
        var files = Files(file, right, wrong);

        Assert.Null(PlaybookReader.Read(files, problems));
        Assert.Contains(problems.Found, problem => problem.ToString().Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        var problems = new Problems();
        var files = PlaybookFolder.Files(SamplePlaybook.Directory).ToDictionary();
        files.Remove("agreement.json");
        files["scoring.json"] = Encoding.UTF8.GetBytes("{ \"weights\": { \"interest\": 200 }, \"x\": 1 }");
        files["stages.json"] = Encoding.UTF8.GetBytes("[]");

        Assert.Null(PlaybookReader.Read(files, problems));

        Assert.Contains("agreement.json $: is missing", Told(problems));
        Assert.Contains("scoring.json $.weights.interest: 200 is not from 0 to 100", Told(problems));
        Assert.Contains("scoring.json $.weights.phase: is missing", Told(problems));
        Assert.Contains("scoring.json $.x: is not known here", Told(problems));
        Assert.Contains("stages.json $: must be an object, not a list", Told(problems));
    }

    [Fact]
    public void A_file_of_another_part_that_is_not_json_is_told_too()
    {
        var problems = new Problems();
        var files = PlaybookFolder.Files(SamplePlaybook.Directory).ToDictionary();
        files["routing.json"] = "{"u8.ToArray();

        Assert.Null(PlaybookReader.Read(files, problems));
        Assert.Contains(problems.Found, problem => problem.File == "routing.json");
    }

    [Fact]
    public void A_condition_that_is_wrong_does_not_make_the_rules_below_it_wrong() => Assert.StartsWith(
        "scoring.json $.rules[4].when.field: there is no field \"account.branch\"; there are account.kind, ",
        Assert.Single(EditedPlaybook.Problems("scoring.json", scoring =>
            EditedPlaybook.Before(scoring, "whitepaper-downloaded", "hospital", """{"points": 24, "when": {"field": "account.branch", "eq": "care"}}"""))),
        StringComparison.Ordinal);

    [Fact]
    public void Loading_an_invalid_folder_tells_everything()
    {
        var directory = Directory.CreateTempSubdirectory();
        try
        {
            var wrong = Assert.Throws<InvalidPlaybookException>(() => PlaybookFolder.Load(directory.FullName));
            Assert.Equal(
                ["agreement.json", "contact-rules.json", "content.json", "propositions.json", "routing.json", "scoring.json", "stages.json", "wording.json"],
                wrong.Found.Select(problem => problem.File).Order(StringComparer.Ordinal));
            Assert.All(wrong.Found, problem => Assert.Contains($"{problem.File} $: is missing", wrong.Message, StringComparison.Ordinal));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static List<string> Told(Problems problems) => [.. problems.Found.Select(problem => problem.ToString())];

    private static Dictionary<string, ReadOnlyMemory<byte>> Files(string file, string right, string wrong)
    {
        var files = PlaybookFolder.Files(SamplePlaybook.Directory).ToDictionary();
        var text = Encoding.UTF8.GetString(files[file].Span);
        var at = text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{right} is not in {file}");
        files[file] = Encoding.UTF8.GetBytes(text[..at] + wrong + text[(at + right.Length)..]);
        return files;
    }
}
