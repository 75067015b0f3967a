using System.Net;
using Intake.Tests.Submissions.Support;

namespace Intake.Tests.Http;

public sealed class QueueTroubleTests
{
    private const string Good = """{"firstName":"Ingrid","email":"ingrid@hoekstra.example","proposition":"energy"}""";

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(404)]
    [InlineData(403)]
    public async Task A_queue_that_fails_is_503_with_retry_after_and_never_202(int status)
    {
        await using var site = await Website.StartAsync();
        site.Queue.FailWith = status;
        var answer = await site.PostJsonAsync("/api/forms/demo", Good);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter?.Delta);
        Assert.Equal(2, site.Queue.Calls);
    }

    [Fact]
    public async Task A_browser_is_told_that_it_was_not_kept()
    {
        await using var site = await Website.StartAsync();
        site.Queue.FailWith = 500;
        var answer = await site.PostAsBrowserAsync("/api/forms/demo", ("firstName", "I"), ("email", "a@b.nl"), ("proposition", "energy"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Contains("have not kept it", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_failure_is_tried_again()
    {
        await using var site = await Website.StartAsync();
        (site.Queue.FailWith, site.Queue.FailTimes) = (500, 1);
        Assert.Equal(HttpStatusCode.Accepted, (await site.PostJsonAsync("/api/forms/demo", Good)).StatusCode);
        Assert.Single(site.Queue.Taken);
    }

    [Fact]
    public async Task A_queue_that_does_not_answer_is_503_within_two_and_a_half_seconds()
    {
        await using var site = await Website.StartAsync();
        site.Queue.Gate = new TaskCompletionSource().Task;
        var start = site.Time.GetUtcNow();
        var first = site.Queue.NextCall;
        var posted = site.PostJsonAsync("/api/forms/demo", Good);
        await first.WaitAsync(TimeSpan.FromSeconds(10));
        while (!posted.IsCompleted && site.Time.GetUtcNow() - start < TimeSpan.FromSeconds(2.5))
        {
            site.Time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.WhenAny(posted, Task.Delay(20));
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await posted.WaitAsync(TimeSpan.FromSeconds(5))).StatusCode);
        Assert.Equal(2, site.Queue.Calls);
    }

    [Fact]
    public async Task A_large_submission_goes_by_blob_and_is_accepted()
    {
        await using var site = await Website.StartAsync();
        var more = string.Concat(Enumerable.Range(0, 6).Select(number => $",\"extra{number}\":\"{new string('x', 10_000)}\""));
        var answer = await site.PostJsonAsync("/api/forms/demo", Good[..^1] + more + "}");
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(2, site.Queue.Calls);
    }

    [Fact]
    public async Task A_client_that_hangs_up_does_not_take_back_what_it_posted()
    {
        await using var site = await Website.StartAsync();
        var gate = new TaskCompletionSource();
        site.Queue.Gate = gate.Task;
        using var gone = new CancellationTokenSource();
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/forms/demo") { Content = new StringContent(Good, System.Text.Encoding.UTF8, "application/json") };
        var first = site.Queue.NextCall;
        var posted = site.Client.SendAsync(request, gone.Token);
        await first.WaitAsync(TimeSpan.FromSeconds(10));
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => posted);
        gate.SetResult();
        await site.Queue.FirstTaken.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Single(site.Queue.Taken);
    }
}
