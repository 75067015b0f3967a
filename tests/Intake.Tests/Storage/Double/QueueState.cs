using System.Text;

namespace Intake.Tests.Storage;

/// <summary>A message as it lies in a queue.</summary>
/// <param name="Sequence">Order of insertion.</param>
/// <param name="Id">A guid.</param>
/// <param name="Text">As it was sent, encoding included.</param>
/// <param name="Inserted">When it was put.</param>
/// <param name="Expires">When it vanishes; null for never.</param>
/// <param name="NextVisible">When it can be received.</param>
/// <param name="DequeueCount">How often it was received.</param>
/// <param name="PopReceipt">The receipt that is valid now.</param>
public sealed record StoredMessage(
    long Sequence, string Id, string Text, DateTimeOffset Inserted, DateTimeOffset? Expires, DateTimeOffset NextVisible, int DequeueCount, string PopReceipt)
{
    /// <summary>The message as the app wrote it, for queues that hold base64.</summary>
    public string Decoded => Encoding.UTF8.GetString(Convert.FromBase64String(Text));
}

/// <summary>One queue. Messages are handed out by the time they became visible, then by order of insertion.</summary>
internal sealed class QueueState(TimeProvider clock, long number)
{
    private readonly Dictionary<string, StoredMessage> messages = new(StringComparer.OrdinalIgnoreCase);
    private long sequence;
    private long receipts;

    public IReadOnlyList<StoredMessage> All()
    {
        Expire();
        return [.. messages.Values.OrderBy(message => message.NextVisible).ThenBy(message => message.Sequence)];
    }

    public StoredMessage Put(string text, TimeSpan delay, TimeSpan? timeToLive)
    {
        var now = clock.GetUtcNow();
        sequence++;
        return Keep(new StoredMessage(sequence, MakeId(), text, now, now + timeToLive, now + delay, 0, MakeReceipt()));
    }

    public IReadOnlyList<StoredMessage> Get(int most, TimeSpan hidden)
    {
        var now = clock.GetUtcNow();
        return [.. Peek(most).Select(message => Keep(message with
        {
            NextVisible = now + hidden, DequeueCount = message.DequeueCount + 1, PopReceipt = MakeReceipt(),
        }))];
    }

    public IReadOnlyList<StoredMessage> Peek(int most)
    {
        var now = clock.GetUtcNow();
        return [.. All().Where(message => message.NextVisible <= now).Take(most)];
    }

    public void Clear() => messages.Clear();

    public void Delete(string id, string? receipt) => messages.Remove(Find(id, receipt).Id);

    public StoredMessage Update(string id, string? receipt, string? text, TimeSpan hidden)
    {
        var message = Find(id, receipt);
        return Keep(message with { Text = text ?? message.Text, NextVisible = clock.GetUtcNow() + hidden, PopReceipt = MakeReceipt() });
    }

    private StoredMessage Find(string id, string? receipt)
    {
        Expire();
        if (!messages.TryGetValue(id, out var message)) throw new Refusal(404, "MessageNotFound", "The specified message does not exist.");
        // A receipt outlives the invisibility it was given with; only the next receive or update ends it.
        return message.PopReceipt == receipt ? message
            : throw new Refusal(400, "PopReceiptMismatch", "The specified pop receipt did not match the pop receipt for a dequeued message.");
    }

    private StoredMessage Keep(StoredMessage message) => messages[message.Id] = message;

    private void Expire()
    {
        var now = clock.GetUtcNow();
        foreach (var message in messages.Values.Where(message => message.Expires <= now).ToList()) messages.Remove(message.Id);
    }

    private string MakeId() => new Guid((int)number, 0, 0, BitConverter.GetBytes(sequence)).ToString();

    private string MakeReceipt() => Convert.ToBase64String(Encoding.ASCII.GetBytes($"{number}-{++receipts:D12}"));
}
