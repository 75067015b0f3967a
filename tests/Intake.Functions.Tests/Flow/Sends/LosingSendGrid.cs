using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Intake.Functions.Tests.Flow.Sends;

/// <summary>SendGrid on bad days: of 100 answers 5 are lost, half of these after the mail was taken; some requests are told to come later or fail,
/// and some are the last that a run does. What it tells of mails comes late, again, in any order and under other names, or never.</summary>
internal sealed class LosingSendGrid(TimeProvider time, Random random) : HttpMessageHandler, IHttpClientFactory
{
    private readonly PriorityQueue<ProviderEvent, DateTimeOffset> events = new();

    /// <summary>All that was asked, by mail.</summary>
    public Dictionary<string, List<Attempt>> Asked { get; } = new(StringComparer.Ordinal);

    /// <summary>How many events are still to be told.</summary>
    public int Untold => events.Count;

    public HttpClient CreateClient(string name) => new(this, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>What it tells by now, at most a number of events.</summary>
    public IReadOnlyList<ProviderEvent> Tell(int most)
    {
        List<ProviderEvent> told = [];
        while (told.Count < most && events.TryPeek(out var next, out var at) && at <= time.GetUtcNow())
        {
            events.Dequeue();
            next.Of.EvidenceAt ??= time.GetUtcNow();
            next.Of.Told.Add(next.Word);
            told.Add(next);
        }
        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(told));
        return told;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        request.Content!.CopyTo(body, null, CancellationToken.None);
        var (attempt, answer) = Decide(Read(body.ToArray()));
        if (!Asked.TryGetValue(attempt.Mail, out var before)) Asked.Add(attempt.Mail, before = []);
        before.Add(attempt);
        if (attempt.Taken) Foresee(attempt);
        return answer();
    }

    // The answer may also be that none comes.
    private (Attempt Attempt, Func<Task<HttpResponseMessage>> Answer) Decide(Attempt attempt) => random.Next(1000) switch
    {
        < 12 => (attempt with { Taken = true, End = AttemptEnd.Lost }, Cut),
        < 25 => (attempt with { Taken = true, End = AttemptEnd.Lost }, Answer(HttpStatusCode.GatewayTimeout)),
        < 37 => (attempt with { End = AttemptEnd.Lost }, Cut),
        < 50 => (attempt with { End = AttemptEnd.Lost }, Answer(HttpStatusCode.BadGateway)),
        < 53 => (attempt with { Taken = true, End = AttemptEnd.Lost }, () => throw new ProcessDiedException()),
        < 56 => (attempt with { End = AttemptEnd.Lost }, () => throw new ProcessDiedException()),
        < 86 => PutOff(attempt with { End = AttemptEnd.PutOff, NotBefore = time.GetUtcNow().AddSeconds(random.Next(1, 7200)) }),
        < 116 => (attempt with { End = AttemptEnd.PutOff }, Answer(HttpStatusCode.InternalServerError)),
        _ => (attempt with { Taken = true, End = AttemptEnd.Answered }, Answer(HttpStatusCode.Accepted, ("X-Message-Id", $"sg{random.Next()}"))),
    };

    private (Attempt Attempt, Func<Task<HttpResponseMessage>> Answer) PutOff(Attempt attempt)
    {
        var at = attempt.NotBefore!.Value;
        return (attempt, Answer(HttpStatusCode.TooManyRequests, random.Next(3) switch
        {
            0 => ("Retry-After", ((int)(at - attempt.At).TotalSeconds).ToString(CultureInfo.InvariantCulture)),
            1 => ("Retry-After", at.ToString("R", CultureInfo.InvariantCulture)),
            _ => ("X-RateLimit-Reset", at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
        }));
    }

    private static Task<HttpResponseMessage> Cut() => throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection was closed.");

    private static Func<Task<HttpResponseMessage>> Answer(HttpStatusCode status, params (string Name, string Value)[] headers) => () =>
    {
        var response = new HttpResponseMessage(status) { Content = new ByteArrayContent([]) };
        foreach (var (name, value) in headers) response.Headers.TryAddWithoutValidation(name, value);
        return Task.FromResult(response);
    };

    // All within a day, after more than a day, or nothing at all; some told up to three times.
    private void Foresee(Attempt attempt)
    {
        var luck = random.Next(100);
        if (luck >= 98) return;
        var (soonest, latest) = luck < 95 ? (TimeSpan.Zero, luck < 80 ? TimeSpan.FromMinutes(5) : TimeSpan.FromHours(24)) : (TimeSpan.FromHours(25.1), TimeSpan.FromHours(40));
        var last = random.Next(100) switch { 0 => "bounce", 1 => "deferred", _ => "delivered" };
        foreach (var (word, after) in new[] { ("processed", 1), (last, 4) })
            for (var times = random.Next(5) == 0 ? random.Next(2, 4) : 1; times > 0; times--)
                events.Enqueue(
                    new ProviderEvent(attempt, word, attempt.At.AddSeconds(after), $"{random.NextInt64():x}"),
                    attempt.At + soonest + ((latest - soonest) * random.NextDouble()));
    }

    private Attempt Read(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        var personal = json.RootElement.GetProperty("personalizations")[0];
        var ids = json.RootElement.TryGetProperty("custom_args", out var args) ? args : personal.GetProperty("custom_args");
        var subject = json.RootElement.TryGetProperty("subject", out var top) ? top : personal.GetProperty("subject");
        return new Attempt(
            ids.GetProperty("mail").GetString()!, ids.GetProperty("recipient").GetString()!,
            int.Parse(ids.GetProperty("attempt").GetString()!, CultureInfo.InvariantCulture), time.GetUtcNow())
        {
            Marked = subject.GetString()![0] == '[',
        };
    }
}

/// <summary>The provider was asked once.</summary>
internal sealed record Attempt(string Mail, string Recipient, int Number, DateTimeOffset At)
{
    /// <summary>Whether it took the mail.</summary>
    public bool Taken { get; init; }

    /// <summary>What whoever asked heard.</summary>
    public AttemptEnd End { get; init; }

    /// <summary>Whether the mail says that it may be a repeat.</summary>
    public bool Marked { get; init; }

    /// <summary>Not to be asked again before then, as far as it said.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>When an event first told that it was taken.</summary>
    public DateTimeOffset? EvidenceAt { get; set; }

    /// <summary>What events told of it.</summary>
    public HashSet<string> Told { get; } = new(StringComparer.Ordinal);
}

/// <summary>What whoever sends hears.</summary>
internal enum AttemptEnd
{
    /// <summary>That it was taken.</summary>
    Answered,

    /// <summary>That it was not, and when to come back.</summary>
    PutOff,

    /// <summary>Nothing, or the run died.</summary>
    Lost,
}

/// <summary>Something that it tells. A repeat has another <paramref name="Name"/>.</summary>
internal sealed record ProviderEvent(Attempt Of, string Word, DateTimeOffset At, string Name)
{
    /// <summary>As it is posted.</summary>
    public string Json => $$"""
        {"event":"{{Word}}","sg_event_id":"{{Name}}","email":"someone@lichtveld.example","mail":"{{Of.Mail}}","recipient":"{{Of.Recipient}}","attempt":"{{Of.Number}}","timestamp":{{At.ToUnixTimeSeconds()}},"reason":"<b>550"}
        """;
}
