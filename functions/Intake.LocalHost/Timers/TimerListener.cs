using System.Collections.ObjectModel;
using Intake.LocalHost.Functions;
using Intake.LocalHost.Hosting;
using Microsoft.Azure.Functions.Worker;

namespace Intake.LocalHost.Timers;

/// <summary>Runs one timer function when its time has come, never twice at once; what was missed is made up for once.</summary>
internal sealed class TimerListener(FunctionInfo function, TimerTrigger trigger, ScheduleStore store, Invoker invoker, Shutdown shutdown, TimeProvider time)
{
    // Timers of the platform do not reach far enough for a yearly schedule.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly bool _remembers = trigger.UseMonitor && !trigger.Schedule.IsFrequent;
    private ScheduleStatus? _status;

    /// <summary>Ends when the host stops and the function is done.</summary>
    internal async Task RunAsync()
    {
        var isPastDue = Resume();
        if (isPastDue || trigger.RunOnStartup) await InvokeAsync(isPastDue);
        while (await WaitAsync(trigger.Schedule.Next(Now))) await InvokeAsync(isPastDue: false);
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Finds out whether a run was missed while the host was down.</summary>
    private bool Resume()
    {
        if (!_remembers) return false;
        _status = store.Load(function.Name);
        var last = _status is null ? default : _status.Last == default ? _status.LastUpdated : _status.Last;
        // Another next time than was written down means another schedule, which has missed nothing yet.
        if (_status is not null && trigger.Schedule.Next(last) == _status.Next) return _status.Next <= Now;
        Remember(last: default);
        return false;
    }

    private async Task<bool> WaitAsync(DateTime next)
    {
        // Again and again, because a wait may end a little early and would run the same time twice.
        for (var left = next - Now; left > TimeSpan.Zero && !shutdown.StopTaking.IsCancellationRequested; left = next - Now)
        {
            await Task.Delay(left < LongestWait ? left : LongestWait, time, shutdown.StopTaking)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return !shutdown.StopTaking.IsCancellationRequested;
    }

    private async Task InvokeAsync(bool isPastDue)
    {
        var started = Now;
        try
        {
            var info = new TimerInfo { IsPastDue = isPastDue, ScheduleStatus = _status };
            await invoker.InvokeAsync(function, info, ReadOnlyDictionary<string, object?>.Empty, http: null, CancellationToken.None);
        }
#pragma warning disable CA1031 // whatever a function throws, logged by the invoker: a timer is not tried again before its next time
        catch (Exception)
#pragma warning restore CA1031
        {
        }

        if (_remembers) Remember(started);
    }

    private void Remember(DateTime last)
    {
        var now = Now;
        _status = new ScheduleStatus { Last = last, Next = trigger.Schedule.Next(last == default ? now : last), LastUpdated = now };
        store.Save(function.Name, _status);
    }
}
