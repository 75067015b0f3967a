using System.Collections.Immutable;
using System.Globalization;
using Azure.Data.Tables;

namespace Intake.Mail;

/// <summary>What is known of a mail: a row of the table <c>Mails</c>.</summary>
public sealed record MailRow
{
    /// <summary>Where it is.</summary>
    public required MailState State { get; init; }

    /// <summary>Counts the times that the provider was asked, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>Since when it is there.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Not sent before then; null for at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>When the provider took it; null as long as nobody knows.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>The provider's name for it.</summary>
    public string? ProviderId { get; init; }

    /// <summary>Why it is where it is: a word or a status, never the provider's text.</summary>
    public string? Error { get; init; }

    /// <summary>Id of what it is about.</summary>
    public string? About { get; init; }

    /// <summary>Whether a try of unknown outcome came before, so that it may have arrived twice.</summary>
    public bool Repeat { get; init; }

    /// <summary>What was told of each attempt, by its number.</summary>
    public ImmutableSortedDictionary<int, MailTold> Told { get; init; } = ImmutableSortedDictionary<int, MailTold>.Empty;

    /// <summary>The entry of the agenda that waits for it; null for none.</summary>
    public MailWaiter? Waiter { get; init; }

    /// <summary>Reads a row; null for what is no mail.</summary>
    internal static MailRow? From(TableEntity row) => Enum.TryParse<MailState>(row.GetString(nameof(State)), out var state) ? new MailRow
    {
        State = state,
        Attempt = row.GetInt32(nameof(Attempt)) ?? 0,
        Since = row.GetDateTimeOffset(nameof(Since))!.Value,
        NotBefore = row.GetDateTimeOffset(nameof(NotBefore)),
        SentAt = row.GetDateTimeOffset(nameof(SentAt)),
        ProviderId = row.GetString(nameof(ProviderId)),
        Error = row.GetString(nameof(Error)),
        About = row.GetString(nameof(About)),
        Repeat = row.GetBoolean(nameof(Repeat)) ?? false,
        Told = ToldIn(row.GetString(nameof(Told))),
        Waiter = row.GetString("Kind") is { } kind
            ? new MailWaiter(kind, row.GetString("Account"), row.GetString("Reference")) { Holder = row.GetString("Holder"), Person = row.GetString("Person") } : null,
    } : null;

    /// <summary>The row as it is stored.</summary>
    internal TableEntity ToEntity(MailKey key) => new(key.Recipient, key.Id)
    {
        [nameof(State)] = State.ToString(), [nameof(Attempt)] = Attempt, [nameof(Since)] = Since, [nameof(NotBefore)] = NotBefore,
        [nameof(SentAt)] = SentAt, [nameof(ProviderId)] = ProviderId, [nameof(Error)] = Error, [nameof(About)] = About,
        [nameof(Repeat)] = Repeat ? true : null, [nameof(Told)] = Told.IsEmpty ? null : ToldAs(Told),
        ["Kind"] = Waiter?.Kind, ["Account"] = Waiter?.Account, ["Reference"] = Waiter?.Reference, ["Holder"] = Waiter?.Holder, ["Person"] = Waiter?.Person,
    };

    private static string ToldAs(ImmutableSortedDictionary<int, MailTold> told) =>
        string.Join(' ', told.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key}:{(int)one.Value}")));

    private static ImmutableSortedDictionary<int, MailTold> ToldIn(string? text) =>
        (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split(':')).ToImmutableSortedDictionary(
            one => int.Parse(one[0], CultureInfo.InvariantCulture), one => (MailTold)int.Parse(one[1], CultureInfo.InvariantCulture));
}

/// <summary>What was told of an attempt.</summary>
[Flags]
public enum MailTold
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The provider answered that it took it.</summary>
    Answered = 1,

    /// <summary>An event says that it took it.</summary>
    Processed = 2,

    /// <summary>An event says that it arrived.</summary>
    Delivered = 4,

    /// <summary>An event says that it did not, or that it was unwanted.</summary>
    Failed = 8,
}

/// <summary>The entry of the agenda that waits for a mail.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Account">Id of the account.</param>
/// <param name="Reference">Id of what it is about within the account.</param>
public sealed record MailWaiter(string Kind, string Account, string Reference)
{
    /// <summary>Id of the account manager it is written to; null for nobody of ours.</summary>
    public string? Holder { get; init; }

    /// <summary>Id of the person it is written to, who is none of ours; null for nobody.</summary>
    public string? Person { get; init; }
}
