using Intake.Mail.Events;

namespace Intake.Mail;

/// <summary>Decides where a mail goes: due → sending → sent → delivered, or failed; unknown where the provider's answer was lost.
/// What is told of the attempts only adds up, so that the order in which it comes, and how often, does not matter.</summary>
public static class MailStates
{
    // More attempts than this leave no trace of their own.
    private const int MostTold = 64;

    /// <summary>Whether it is sent now: the row as it is while it is being sent, or null, and then <paramref name="wait"/> tells until when
    /// it waits, or is null too for sent long since.</summary>
    public static MailRow? Claim(MailRow row, DateTimeOffset now, TimeSpan unknownWait, out DateTimeOffset? wait)
    {
        wait = row.State switch
        {
            MailState.Due => row.NotBefore,
            MailState.Sending or MailState.Unknown => row.Since + unknownWait,
            _ => null,
        };
        if (row.State is MailState.Sent or MailState.Delivered or MailState.Failed || wait > now) return null;
        return row with
        {
            State = MailState.Sending, Attempt = row.Attempt + 1, Since = now, NotBefore = null,
            Repeat = row.Repeat || row.State is MailState.Sending or MailState.Unknown,
        };
    }

    /// <summary>The provider answered that it took an attempt.</summary>
    public static MailRow Answered(MailRow row, int attempt, string? providerId, DateTimeOffset now) =>
        Tell(row with { ProviderId = providerId ?? row.ProviderId }, attempt, MailTold.Answered, now, now, null);

    /// <summary>It did not take an attempt: due again, unless an event told better.</summary>
    public static MailRow PutOff(MailRow row, int attempt, string error, DateTimeOffset now, DateTimeOffset notBefore) =>
        IsAwaited(row, attempt) ? row with { State = MailState.Due, Since = now, Error = error, NotBefore = notBefore } : row;

    /// <summary>Nobody knows whether it took an attempt, unless an event told.</summary>
    public static MailRow Lost(MailRow row, int attempt, string error, DateTimeOffset now) =>
        IsAwaited(row, attempt) ? row with { State = MailState.Unknown, Since = now, Error = error } : row;

    /// <summary>What an event tells.</summary>
    public static MailRow Told(MailRow row, MailEvent told, DateTimeOffset now)
    {
        if (told.Attempt < 1 || told.Attempt > row.Attempt) return row;
        var at = told.At < now ? told.At : now;
        return told.Kind switch
        {
            MailEventKind.Taken => Tell(row, told.Attempt, MailTold.Processed, at, now, null),
            MailEventKind.Delivered => Tell(row, told.Attempt, MailTold.Processed | MailTold.Delivered, at, now, null),
            // What came back was taken before.
            _ => Tell(row, told.Attempt, MailTold.Failed, at, now, told.Kind.ToString()),
        };
    }

    /// <summary>The state as it is shown: what has been sending for longer than a send takes is unknown.</summary>
    public static MailState Shown(MailRow row, DateTimeOffset now, TimeSpan longest) =>
        row.State == MailState.Sending && row.Since + longest < now ? MailState.Unknown : row.State;

    /// <summary>Whether only events told that the provider took it, so that something may wait for it yet.</summary>
    public static bool IsFoundOut(MailRow row) =>
        row.State is MailState.Sent or MailState.Delivered or MailState.Failed && !row.Told.Values.Any(told => told.HasFlag(MailTold.Answered));

    private static bool IsAwaited(MailRow row, int attempt) => row.State == MailState.Sending && row.Attempt == attempt;

    private static MailRow Tell(MailRow row, int attempt, MailTold what, DateTimeOffset? sentAt, DateTimeOffset now, string? error)
    {
        var before = row.Told.GetValueOrDefault(attempt);
        if (before == MailTold.None && row.Told.Count >= MostTold) return row;
        var told = row with { Told = row.Told.SetItem(attempt, before | what), SentAt = Earliest(row.SentAt, sentAt) };
        var state = StateOf(told);
        if (state != row.State) return told with { State = state, Since = now, NotBefore = null, Error = error };
        return error is not null && state == MailState.Failed && Weight(error) > Weight(row.Error) ? told with { Error = error } : told;
    }

    // Of several reasons the one that says most about the address, in whatever order they come.
    private static int Weight(string? error) => error switch
    {
        nameof(MailEventKind.Bounced) => 4, nameof(MailEventKind.Dropped) => 3, nameof(MailEventKind.Blocked) => 2, nameof(MailEventKind.Spam) => 1, _ => 0,
    };

    private static MailState StateOf(MailRow row)
    {
        var good = row.Told.Values.Where(told => !told.HasFlag(MailTold.Failed)).ToList();
        if (good.Exists(told => told.HasFlag(MailTold.Delivered))) return MailState.Delivered;
        if (good.Exists(told => told != MailTold.None)) return MailState.Sent;
        return row.Told.Any(told => told.Value.HasFlag(MailTold.Failed) && (told.Key == row.Attempt || told.Value != MailTold.Failed)) ? MailState.Failed : row.State;
    }

    private static DateTimeOffset? Earliest(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other < one ? other ?? one : one;
}
