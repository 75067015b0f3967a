using Intake.LocalHost.Timers;
using Microsoft.Azure.Functions.Worker;

namespace Intake.LocalHost.Functions;

/// <summary>What starts a function, with names resolved.</summary>
internal abstract record Trigger(string Type);

/// <param name="Route">Pattern with the prefix.</param>
/// <param name="Methods">Methods in upper case; empty means all.</param>
/// <param name="Level">Which key is asked for.</param>
internal sealed record HttpTrigger(string Route, IReadOnlyList<string> Methods, AuthorizationLevel Level) : Trigger("httpTrigger");

/// <param name="Queue">Name of the queue.</param>
/// <param name="Connection">Prefix of the settings of the storage account; null means <c>AzureWebJobsStorage</c>.</param>
internal sealed record QueueTrigger(string Queue, string? Connection) : Trigger("queueTrigger");

/// <param name="Schedule">When it runs.</param>
/// <param name="RunOnStartup">Runs once whenever the host starts.</param>
/// <param name="UseMonitor">Remembers across restarts when it ran.</param>
internal sealed record TimerTrigger(Schedule Schedule, bool RunOnStartup, bool UseMonitor) : Trigger("timerTrigger");
