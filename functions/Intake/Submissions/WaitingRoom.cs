using System.Diagnostics;

namespace Intake.Submissions;

/// <summary>Somebody whose submission is to be put.</summary>
/// <param name="Submission">What is to be put.</param>
/// <param name="Bytes">The bytes that it takes in a message.</param>
/// <param name="Since">When it came.</param>
internal sealed record Waiter(Submission Submission, int Bytes, long Since)
{
    /// <summary>The trace that it belongs to.</summary>
    public Activity? Activity { get; init; }

    /// <summary>Done when the put is. What goes on then runs elsewhere, for whoever completes it has others to complete.</summary>
    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>Decides who goes together and when. Knows no clock and no queue; one at a time may use it.</summary>
internal sealed class WaitingRoom(Sharing sharing, TimeProvider clock)
{
    private readonly LinkedList<Waiter> waiting = [];
    private int underWay, bytes;

    /// <summary>How long until somebody has waited enough; null when nobody waits, or when a put must come back first.</summary>
    public TimeSpan? Patience => waiting.First is { } first && underWay < sharing.Puts ? sharing.Linger - clock.GetElapsedTime(first.Value.Since) : null;

    /// <summary>Somebody comes.</summary>
    public LinkedListNode<Waiter> Enter(Waiter waiter)
    {
        bytes += waiter.Bytes;
        return waiting.AddLast(waiter);
    }

    /// <summary>Somebody gives up; false when the put is under way already.</summary>
    public bool Leave(LinkedListNode<Waiter> place)
    {
        if (place.List is null) return false;
        Remove(place);
        return true;
    }

    /// <summary>Who go now, in the order in which they came; null when nobody does. A put is then under way.</summary>
    public IReadOnlyList<Waiter>? Next()
    {
        if (waiting.First is null || underWay >= sharing.Puts || !(underWay == 0 || IsFull || Patience <= TimeSpan.Zero)) return null;
        List<Waiter> together = [];
        for (var size = 0; waiting.First is { } first && together.Count < sharing.Count; Remove(first))
        {
            size += first.Value.Bytes;
            if (together.Count > 0 && size > SubmissionBatches.MaxBytes) break;
            together.Add(first.Value);
        }
        underWay++;
        return together;
    }

    /// <summary>A put came back.</summary>
    public void Back() => underWay--;

    private bool IsFull => waiting.Count >= sharing.Count || bytes >= SubmissionBatches.MaxBytes;

    private void Remove(LinkedListNode<Waiter> place)
    {
        bytes -= place.Value.Bytes;
        waiting.Remove(place);
    }
}
