using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

namespace Intake.Functions.Tests.EndToEnd;

/// <summary>Ten thousand requests of people who mean no good, to every address there is.</summary>
public sealed class HostileRequestsTests(RunningApp app) : IClassFixture<RunningApp>
{
    private const int Requests = 10_000, Mails = 20, AtOnce = 16, Seed = 20261125;

    private static readonly string[] Methods = ["get", "post", "head", "options"];

    private readonly ConcurrentQueue<string> wrong = new();
    private readonly ConcurrentDictionary<int, int> answers = new();
    private readonly ConcurrentDictionary<string, string> references = new();

    [Fact]
    public async Task Hostile_requests_break_nothing_and_no_page_or_mail_repeats_them_unencoded()
    {
        var routes = Methods.SelectMany(method => WebsiteTests.Routes(method).Select(route => (new HttpMethod(method.ToUpperInvariant()), route))).ToList();
        var hostile = new Hostile(Seed, routes);
        var requests = Enumerable.Range(0, Requests).Select(_ => hostile.Next()).ToList();

        await Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (request, _) => await TryAsync(request));
        Assert.Empty(wrong);
        // Else they did not get past the first check.
        Assert.True(answers.Keys.Intersect([200, 202, 303, 400, 401, 404, 415, 422]).Count() == 8, string.Join(' ', answers));

        // What was refused is found in the log, with its reason and without what was sent.
        if (app.Process is { } process)
        {
            // What it says comes by a pipe, a moment later.
            var said = await Eventually.GetAsync(
                () => Task.FromResult(string.Join('\n', process.Said)), text => references.Keys.All(reference => text.Contains(reference, StringComparison.Ordinal)), TimeSpan.FromSeconds(1));
            Assert.True(references.Count > 1000);
            Assert.All(references.Keys, reference => Assert.Matches($"Refused {reference}: [A-Z][A-Za-z0-9]+, .+", said));
            Assert.DoesNotContain(Hostile.HeaderMark, said, StringComparison.OrdinalIgnoreCase);
        }

        // What was hostile and still a submission becomes a mail like any other: some dozens of them tell.
        await Eventually.GetAsync(
            async () =>
            {
                await app.RunHandoffAsync();
                return app.SendGrid.About(Hostile.HeaderMark).Count;
            },
            count => count >= Mails, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2));
        Assert.All(app.SendGrid.Mails, mail =>
        {
            Assert.DoesNotContain(Hostile.Marks, mark => mail.Html.Contains(mark, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(mail.Subject, char.IsControl);
            Assert.DoesNotContain(Hostile.HeaderMark, mail.To, StringComparison.OrdinalIgnoreCase);
        });
    }

    private async Task TryAsync(HostileRequest request)
    {
        using var response = await Eventually.GetAsync(
            () => app.SendAsync(request.Method, request.Path, request.Method == HttpMethod.Post ? request.Content() : null, request.Page ? "text/html" : "application/json", request.Headers),
            answer => answer.StatusCode != HttpStatusCode.ServiceUnavailable);
        var text = await response.Content.ReadAsStringAsync();
        var status = (int)response.StatusCode;
        answers.AddOrUpdate(status, 1, (_, count) => count + 1);
        if (status is >= 400 and < 500 && text.Length > 0 && !(response.Headers.TryGetValues("Intake-Reference", out var named) && references.TryAdd(named.Single(), text)))
            wrong.Enqueue($"no reference in the answer {status} to {request}");
        foreach (var fault in Faults(response, text)) wrong.Enqueue($"{fault} in the answer {(int)response.StatusCode} to {request}");
    }

    private static IEnumerable<string> Faults(HttpResponseMessage response, string text)
    {
        var status = (int)response.StatusCode;
        if (status >= 500) yield return "an error of ours";
        if (response.Headers.Concat(response.Content.Headers).Any(header => header.Key.Contains(Hostile.HeaderMark, StringComparison.OrdinalIgnoreCase)
            || header.Value.Any(value => value.Contains(Hostile.HeaderMark, StringComparison.OrdinalIgnoreCase)))) yield return "a header of theirs";
        if (Hostile.Marks.Any(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase))) yield return "markup of theirs";
        if (status is >= 400 and < 500 && text.Length > 0 && response.Content.Headers.ContentType?.MediaType == "application/problem+json" && !TellsWhy(text)) yield return "no reason";
        if (response.Headers.Location is { IsAbsoluteUri: true } away && away.Host != "www.lichtveld.example") yield return "a way out";
    }

    private static bool TellsWhy(string problem)
    {
        using var json = JsonDocument.Parse(problem);
        return json.RootElement.GetProperty("detail").GetString() is { Length: > 10 };
    }
}
