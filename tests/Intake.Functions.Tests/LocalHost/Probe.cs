using System.Collections.Concurrent;
using System.Threading.Channels;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions.Tests.LocalHost;

/// <summary>What a test wants the sample functions to do, and what they saw. One per host.</summary>
public sealed class Probe
{
    private readonly Channel<object?> _seen = Channel.CreateUnbounded<object?>();

    /// <summary>What the function for queue messages does.</summary>
    public Func<QueueMessage, FunctionContext, Task> OnMessage { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>What the function on the poison queue does.</summary>
    public Func<QueueMessage, Task> OnPoison { get; set; } = _ => Task.CompletedTask;

    /// <summary>What the timer function does.</summary>
    public Func<TimerInfo, CancellationToken, Task> OnTimer { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>What middleware saw, in order.</summary>
    public ConcurrentQueue<string> Steps { get; } = [];

    public void Saw(object? what) => _seen.Writer.TryWrite(what);

    /// <summary>The next thing a function saw.</summary>
    public async Task<T> NextAsync<T>() => (T)(await _seen.Reader.ReadAsync().AsTask().Soon())!;

    public int Unread => _seen.Reader.Count;
}
