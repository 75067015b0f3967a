using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Intake.Functions.Tests.EndToEnd;

/// <summary>Whatever is posted, wherever: the answer is never an error of ours.</summary>
public sealed class RandomBodiesTests(RunningApp app) : IClassFixture<RunningApp>
{
    private const int Posts = 10_000, AtOnce = 16, Seed = 20260924;

    private static readonly string[] Names = ["demo", "contact", "nieuwsbrief", "wp-netcongestie", "zoom", "standard", "nothing", "%2e%2e"];

    private static readonly string?[] Types =
    [
        "application/json", "application/json; charset=utf-16", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "multipart/form-data",
        "text/plain", "application/json; charset=none", "nonsense", null,
    ];

    [Fact]
    public async Task Ten_thousand_random_posts_are_no_error_of_ours()
    {
        var routes = WebsiteTests.Routes("post").ToList();
        var random = new Random(Seed);
        var posts = Enumerable.Range(0, Posts).Select(_ => Make(random, routes)).ToList();
        var (answers, wrong) = (new ConcurrentDictionary<int, int>(), new ConcurrentQueue<string>());

        await Parallel.ForEachAsync(posts, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (post, _) =>
        {
            // "Not just now" is for storage to answer, which on a busy machine it does at the next try.
            using var response = await Eventually.GetAsync(
                () => app.SendAsync(HttpMethod.Post, post.Path, post.Content(), post.Accept, post.Headers),
                answer => answer.StatusCode != HttpStatusCode.ServiceUnavailable);
            var status = (int)response.StatusCode;
            answers.AddOrUpdate(status, 1, (_, count) => count + 1);
            if (status >= 500) wrong.Enqueue($"{status} to {post}");
        });

        Assert.Empty(wrong);
        Assert.Equal(Posts, answers.Values.Sum());
        // Else the posts did not get past the first check.
        Assert.True(answers.Keys.Intersect([202, 400, 401, 404, 415, 422]).Count() == 6, string.Join(' ', answers));
    }

    private static Post Make(Random random, List<string> routes)
    {
        var path = "/" + WebsiteTests.Fill(Pick(random, routes), Pick(random, Names));
        var (type, body) = (Pick(random, Types), Body(random));
        var signed = random.Next(4) == 0 && path.StartsWith("/api/webinars/", StringComparison.Ordinal);
        (string, string)[] headers = !signed ? []
            : path.EndsWith("zoom", StringComparison.Ordinal) ? Zoom.Sign(Encoding.UTF8.GetString(body)) : StandardWebhook.Sign(Encoding.UTF8.GetString(body));
        if (random.Next(20) == 0) headers = [.. headers, ("Idempotency-Key", new string([.. Text(random).Where(char.IsAscii)]))];
        return new Post(path, type, body, random.Next(3) == 0 ? "text/html" : "application/json", headers);
    }

    private static byte[] Body(Random random) => random.Next(6) switch
    {
        0 => Bytes(random, random.Next(300)),
        1 => Encoding.UTF8.GetBytes(Json(random, 0)),
        2 => Encoding.UTF8.GetBytes(string.Join('&', Enumerable.Range(0, random.Next(8)).Select(_ => $"{Field(random)}={Uri.EscapeDataString(Text(random))}"))),
        3 => Encoding.UTF8.GetBytes($"--b\r\nContent-Disposition: form-data; name=\"{Field(random)}\"\r\n\r\n{Text(random)}\r\n--b{(random.Next(2) == 0 ? "--" : "")}\r\n"),
        4 => Encoding.UTF8.GetBytes(new string('[', random.Next(2000))),
        _ => Damaged(random),
    };

    // Nearly right gets furthest.
    private static byte[] Damaged(Random random)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"email":"r{{random.Next(50)}}@toeval.example","proposition":"charging","subject":"advice","message":{{Json(random, 2)}}}""");
        for (var i = random.Next(3); i > 0; i--) body[random.Next(body.Length)] = (byte)random.Next(256);
        return body;
    }

    private static string Json(Random random, int depth) => random.Next(depth > 4 ? 4 : 7) switch
    {
        0 => $"\"{Text(random).Replace("\\", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal)}\"",
        1 => $"{random.NextDouble() * 1e9}",
        2 => Pick(random, ["true", "null", "1e999", "-0", "\"\\ud800\""]),
        3 => "\"\"",
        4 => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Json(random, depth + 1)))}]",
        _ => $"{{{string.Join(',', Enumerable.Range(0, random.Next(6)).Select(_ => $"\"{Field(random)}\":{Json(random, depth + 1)}"))}}}",
    };

    private static string Field(Random random) => Pick(random,
        ["email", "firstName", "company", "proposition", "subject", "message", "phone", "staff", "event", "payload", "object", "type", "data", "do", "reason", "until", "", "__proto__", "a.b"]);

    private static string Text(Random random) => random.Next(4) switch
    {
        0 => $"r{random.Next(50)}@toeval.example",
        1 => new string('x', random.Next(5000)),
        2 => new string([.. Enumerable.Range(0, random.Next(40)).Select(_ => (char)random.Next(0x20, 0xD7FF))]),
        _ => Pick(random, ["accept", "reject", "webinar.attended", "endpoint.url_validation", "webinar.registration_created", "' or 1 eq 1", "<script>", "2026-02-30"]),
    };

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static T Pick<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private sealed record Post(string Path, string? Type, byte[] Body, string Accept, (string, string)[] Headers)
    {
        public ByteArrayContent Content()
        {
            var content = new ByteArrayContent(Body);
            if (Type is not null) content.Headers.TryAddWithoutValidation("Content-Type", Type);
            return content;
        }

        public override string ToString() => $"{Path} ({Type}): {Convert.ToBase64String(Body)}";
    }
}
