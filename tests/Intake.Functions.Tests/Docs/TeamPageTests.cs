using System.Text.RegularExpressions;
using Intake.Functions.Tests.Flow;
using Intake.Handoffs;
using Intake.Handoffs.Misplaced;
using Intake.Teams;
using Intake.Teams.Page;
using Microsoft.AspNetCore.Http;

namespace Intake.Functions.Tests.Docs;

/// <summary>docs/team.md: its examples are taken in, and its tables name what the code knows.</summary>
public sealed partial class TeamPageTests
{
    [Fact]
    public async Task Each_example_is_taken_in()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var examples = Example().Matches(Pages.Read("docs/team.md"));
        Assert.Equal(7, examples.Count);
        foreach (Match example in examples)
        {
            var (address, body) = (example.Groups[1].Value, example.Groups[2].Value.Trim());
            var (status, answer, _) = await TeamDoors.CallAsync(request => CallAsync(pipeline, address, request), body.Length > 0 ? body : null, null);
            Assert.True(status == 202, $"{address}: {status} {answer}");
            await pipeline.DrainAsync();
            if (answer.ValueKind is System.Text.Json.JsonValueKind.Object && answer.TryGetProperty("command", out var command))
                Assert.Equal("done", (await pipeline.TeamAsync((door, request) => door.Outcome(request, command.GetString()!, default))).Body.GetProperty("outcome").GetString());
        }
        await pipeline.RunUntilAsync(pipeline.Now.AddMinutes(5));
        Assert.Equal("noor@lichtveld.example", Assert.Single(pipeline.Mails.Taken).To);
        Assert.Equal((false, "noor"), (pipeline.Get<TeamInForce>().Current.ById["fenna"].Active, pipeline.Get<TeamInForce>().Current.ById["fenna"].Successor));
    }

    [Fact]
    public void The_tables_name_every_step_and_every_reason()
    {
        var page = Pages.Read("docs/team.md");
        Assert.Equal(Constants(typeof(RoutingReasons)), Words(page, "<!-- steps -->").Order(StringComparer.Ordinal));
        Assert.Equal(Constants(typeof(WhyNot)), Words(page, "<!-- why -->").Order(StringComparer.Ordinal));
    }

    private static Task<IResult> CallAsync(Pipeline pipeline, string address, HttpRequest request)
    {
        var (team, own) = (new TeamFunctions(pipeline.Get<TeamDoor>()), new TeamPageFunctions(pipeline.Get<TeamPageHandler>(), pipeline.Get<TeamLinkDoor>()));
        return address.Split(' ', '/') is ["PUT" or "POST", "", "api", .. var path] ? path switch
        {
            ["team", "companies", var id] => team.PutCompany(request, id, default),
            ["team", var id, "absences"] => team.PutAbsences(request, id, default),
            ["team", var id, "leave"] => team.Leave(request, id, default),
            ["team", var id, "link"] => own.Mail(request, id, default),
            ["team", var id] => team.PutAccountManager(request, id, default),
            ["handoffs", "misplaced", "approve"] => new MisplacedFunctions(pipeline.Get<MisplacedDoor>()).Approve(request, default),
            _ => throw new InvalidOperationException(address),
        } : throw new InvalidOperationException(address);
    }

    private static IEnumerable<string> Constants(Type type) => type.GetFields().Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Words(string page, string mark)
    {
        var table = page[page.IndexOf(mark, StringComparison.Ordinal)..].Split("\n\n")[1];
        return table.Split('\n').SelectMany(row => Word().Matches(row)).Select(match => match.Groups[1].Value);
    }

    [GeneratedRegex(@"```http\n((?:PUT|POST) \S+)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex("`([a-z-]+)`")]
    private static partial Regex Word();
}
