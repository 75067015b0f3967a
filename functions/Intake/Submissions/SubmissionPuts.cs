using System.Collections.Immutable;
using System.Diagnostics;
using Intake.Storage;

namespace Intake.Submissions;

/// <summary>Puts submissions on the queue, those that come at the same moment together: a lone one at once; while a put is under way the others wait for
/// it to come back, 5 ms or until they are 40, and go as one. A put that fails fails all that shared it, and nobody else.</summary>
public sealed class SubmissionPuts
{
    // A put that hangs must not hold its place for ever, whatever the client library does.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1.2), Grace = TimeSpan.FromSeconds(0.1);

    private readonly PutSubmissions put;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly WaitingRoom room;
    private readonly ITimer timer;

    /// <summary>Puts on the queue.</summary>
    public SubmissionPuts(MessageQueue queue, TimeProvider time)
        : this(OnTo(queue), time, Sharing.Default)
    {
    }

    internal SubmissionPuts(PutSubmissions put, TimeProvider time, Sharing sharing)
    {
        (this.put, this.time, room) = (put, time, new WaitingRoom(sharing, time));
        // Made during the first request, it must not go on in that one's trace.
        using (ExecutionContext.SuppressFlow())
            timer = time.CreateTimer(_ => SendAll(), null, System.Threading.Timeout.InfiniteTimeSpan, System.Threading.Timeout.InfiniteTimeSpan);
    }

    /// <summary>Puts by a message queue.</summary>
    internal static PutSubmissions OnTo(MessageQueue queue) => (id, batch, cancellationToken) =>
        queue.PutAsync(QueueNames.Submissions, "submissions", id, batch, IntakeJson.Default.EnvelopeSubmission, cancellationToken);

    /// <summary>Done when the submission is on the queue; fails when the put that carried it failed.</summary>
    /// <param name="submission">The submission.</param>
    /// <param name="cancellationToken">Gives up the place among those who wait. What is under way is not called back: others share it.</param>
    public async Task PutAsync(Submission submission, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(submission, SubmissionBatches.SizeOf(submission), time.GetTimestamp()) { Activity = Activity.Current };
        LinkedListNode<Waiter> place;
        lock (gate) place = room.Enter(waiter);
        SendAll();
        await using (cancellationToken.Register(() => Leave(place))) await waiter.Done.Task;
    }

    private void Leave(LinkedListNode<Waiter> place)
    {
        lock (gate)
            if (!room.Leave(place)) return;
        place.Value.Done.TrySetCanceled();
    }

    private void SendAll()
    {
        while (Next() is { } together) _ = SendAsync(together);
    }

    private IReadOnlyList<Waiter>? Next()
    {
        lock (gate)
        {
            var together = room.Next();
            if (together is null && room.Patience is { } patience)
                timer.Change(WholeMilliseconds(patience), System.Threading.Timeout.InfiniteTimeSpan);
            return together;
        }
    }

    // A timer cuts off what is less than a millisecond, and would ring before its time again and again. On a busy machine that time may be past by now.
    private static TimeSpan WholeMilliseconds(TimeSpan patience) => TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(patience.TotalMilliseconds)));

    // Never throws: what went wrong is told to those who wait.
    private async Task SendAsync(IReadOnlyList<Waiter> together)
    {
        Exception? failure = null;
        try
        {
            await PutAsync(together);
        }
        catch (Exception e)
        {
            failure = e;
        }
        lock (gate) room.Back();
        SendAll();
        foreach (var waiter in together)
        {
            if (failure is null) waiter.Done.TrySetResult();
            else waiter.Done.TrySetException(failure);
        }
    }

    private async Task PutAsync(IReadOnlyList<Waiter> together)
    {
        // The message goes on in the trace of the one who came first; it can be in one only.
        Activity.Current = together[0].Activity;
        ImmutableArray<Submission> batch = [.. together.Select(waiter => waiter.Submission)];
        using var timeout = new CancellationTokenSource(Timeout, time);
        await put(SubmissionBatches.IdOf(batch), batch, timeout.Token).WaitAsync(Timeout + Grace, time, CancellationToken.None);
    }
}

/// <summary>Puts submissions as one message; done when it is durable.</summary>
internal delegate Task PutSubmissions(string id, ImmutableArray<Submission> batch, CancellationToken cancellationToken);
