using System.Threading.Channels;
using Intake.LocalHost.Timers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Intake.Functions.Tests.LocalHost;

public sealed class TimerTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 30, TimeSpan.Zero);

    private readonly Azurite _azurite;
    private readonly Probe _probe = new();
    private readonly FakeTimeProvider _time = new(Noon);
    private readonly Channel<(DateTime At, TimerInfo Info)> _runs = Channel.CreateUnbounded<(DateTime, TimerInfo)>();
    private readonly string _data = Directory.CreateTempSubdirectory("intake-timers-").FullName;

    public TimerTests(Azurite azurite)
    {
        _azurite = azurite;
        _probe.OnTimer = (info, _) =>
        {
            _runs.Writer.TryWrite((_time.GetUtcNow().UtcDateTime, info));
            return Task.CompletedTask;
        };
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task A_schedule_of_six_fields_is_kept_to_the_second()
    {
        await using var host = await StartAsync("15 * * * * *");

        _time.Advance(TimeSpan.FromSeconds(44));
        Assert.Equal(0, _runs.Reader.Count);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(new DateTime(2026, 3, 1, 12, 1, 15, DateTimeKind.Utc), (await RunAsync()).At);
        Assert.Equal(new DateTime(2026, 3, 1, 12, 2, 15, DateTimeKind.Utc), (await NextRunAsync()).At);
    }

    [Fact]
    public async Task A_time_span_is_a_schedule_too()
    {
        await using var host = await StartAsync("00:05:00");

        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(Noon.UtcDateTime.AddMinutes(5), (await RunAsync()).At);
    }

    [Fact]
    public async Task A_schedule_further_away_than_a_platform_timer_reaches_is_kept()
    {
        await using var host = await StartAsync("0 0 0 1 1 *");

        var run = await NextRunAsync(TimeSpan.FromDays(1));

        Assert.Equal(new DateTime(2027, 1, 1), run.At.Date);
    }

    [Fact]
    public async Task A_function_never_runs_twice_at_once_and_what_it_overran_is_left_out()
    {
        var (finish, running, most) = (new SemaphoreSlim(0), 0, 0);
        _probe.OnTimer = async (info, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            _runs.Writer.TryWrite((_time.GetUtcNow().UtcDateTime, info));
            await finish.WaitAsync(CancellationToken.None);
            Interlocked.Decrement(ref running);
        };
        await using var host = await StartAsync("0 * * * * *");

        _time.Advance(TimeSpan.FromSeconds(30));
        await RunAsync();
        _time.Advance(TimeSpan.FromMinutes(3.5));
        Assert.Equal(0, _runs.Reader.Count);
        finish.Release(10);

        Assert.Equal(new DateTime(2026, 3, 1, 12, 5, 0, DateTimeKind.Utc), (await NextRunAsync()).At);
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task A_failed_run_is_followed_by_the_next()
    {
        var ran = _probe.OnTimer;
        _probe.OnTimer = async (info, cancellationToken) =>
        {
            await ran(info, cancellationToken);
            throw new InvalidOperationException("on purpose");
        };
        await using var host = await StartAsync("0 * * * * *");

        await NextRunAsync();
        await NextRunAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_miss_it_runs_once_past_due_and_then_on_schedule(bool ranBefore)
    {
        await using (var before = await StartAsync("0 * * * * *"))
        {
            if (ranBefore) Assert.False((await NextRunAsync()).Info.IsPastDue);
        }

        _time.Advance(TimeSpan.FromHours(1));
        await using var host = await StartAsync("0 * * * * *");

        var missed = await RunAsync();
        Assert.True(missed.Info.IsPastDue);
        Assert.Equal(DateTimeKind.Utc, missed.Info.ScheduleStatus!.Next.Kind);
        Assert.True(missed.Info.ScheduleStatus.Next < missed.At);
        var next = await NextRunAsync();
        Assert.False(next.Info.IsPastDue);
        Assert.Equal(missed.At, next.Info.ScheduleStatus!.Last);
    }

    [Fact]
    public async Task Without_a_miss_a_restart_runs_nothing()
    {
        await using (var before = await StartAsync("0 * * * * *")) await NextRunAsync();

        await using var host = await StartAsync("0 * * * * *");

        Assert.False((await NextRunAsync()).Info.IsPastDue);
    }

    [Fact]
    public async Task Another_schedule_has_missed_nothing()
    {
        await using (var before = await StartAsync("0 */5 * * * *")) await NextRunAsync();
        _time.Advance(TimeSpan.FromHours(1));

        await using var host = await StartAsync("0 * * * * *");

        Assert.False((await NextRunAsync()).Info.IsPastDue);
    }

    [Fact]
    public async Task A_timer_without_monitor_makes_up_for_nothing()
    {
        await using (var before = await StartAsync("0 0 0 1 1 *", forgetful: "0 * * * * *"))
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal("forgetful null", await _probe.NextAsync<string>());
        }

        _time.Advance(TimeSpan.FromHours(1));
        await using var host = await StartAsync("0 0 0 1 1 *", forgetful: "0 * * * * *");

        Assert.Equal(0, _probe.Unread);
        Assert.False(File.Exists(Path.Combine(_data, "timers", "Forgetful.json")));
        Assert.True(File.Exists(Path.Combine(_data, "timers", "OnTimer.json")));
    }

    [Fact]
    public async Task Run_on_startup_runs_at_every_start()
    {
        for (var start = 1; start <= 2; start++)
        {
            await using var host = await StartAsync("0 0 0 1 1 *");
            await Eventually.IsTrueAsync(() => _probe.Steps.Count == start);
        }

        Assert.All(_probe.Steps, step => Assert.Equal("startup False", step));
    }

    [Fact]
    public async Task A_stop_waits_for_a_run_to_finish()
    {
        var (started, finish) = (new TaskCompletionSource(), new TaskCompletionSource());
        _probe.OnTimer = (_, _) =>
        {
            started.TrySetResult();
            return finish.Task;
        };
        await using var host = await StartAsync("0 * * * * *");
        _time.Advance(TimeSpan.FromMinutes(1));
        await started.Task.Soon();

        var stop = host.StopAsync();

        Assert.False(stop.IsCompleted);
        finish.SetResult();
        await stop.Soon();
    }

    [Fact]
    public async Task A_wrong_schedule_stops_the_start() =>
        await Assert.ThrowsAsync<FormatException>(() => StartAsync("every now and then"));

    [Theory]
    [InlineData("*/10 * * * * *", true)]
    [InlineData("10,20 * * * * *", true)]
    [InlineData("* * * * * *", true)]
    [InlineData("30 * * * * *", false)]
    [InlineData("* 30 * * * *", false)]
    [InlineData("* * * * *", false)]
    [InlineData("00:00:59", true)]
    [InlineData("00:01:00", false)]
    public void More_than_once_a_minute_is_frequent(string schedule, bool frequent) =>
        Assert.Equal(frequent, Schedule.Parse(schedule).IsFrequent);

    private Task<TestHost> StartAsync(string schedule, string forgetful = "0 0 0 1 1 *") => TestHost.StartAsync(
        _azurite, _probe, [$"--Schedule={schedule}", $"--Forgetful={forgetful}", $"--DATA_DIR={_data}"],
        builder => builder.Services.AddSingleton<TimeProvider>(_time));

    private async Task<(DateTime At, TimerInfo Info)> RunAsync() => await _runs.Reader.ReadAsync().AsTask().Soon();

    // The host sets its next alarm a moment after a run, so time goes on in steps until it rings.
    private async Task<(DateTime At, TimerInfo Info)> NextRunAsync(TimeSpan? step = null)
    {
        await Eventually.IsTrueAsync(() =>
        {
            if (_runs.Reader.Count == 0) _time.Advance(step ?? TimeSpan.FromSeconds(1));
            return _runs.Reader.Count > 0;
        }, pause: TimeSpan.FromMilliseconds(1));
        return await RunAsync();
    }
}
