using Azure;
using Azure.Data.Tables;
using Intake.Storage;

namespace Intake.Mail;

/// <summary>The table <c>Mails</c>: what was or is being sent, by recipient and deterministic mail id. A row goes due → sending → sent.
/// A run that died while sending leaves <c>sending</c>: nobody knows whether the provider took it,
/// and only after the stated wait is it tried again.</summary>
public sealed class Mails(TableServiceClient tables)
{
    private const string State = "State", Attempt = "Attempt", Since = "Since", NotBefore = "NotBefore";
    private const string ProviderId = "ProviderId", Error = "Error", About = "About", Refused = "refused";

    private readonly TableClient table = tables.GetTableClient(TableNames.Mails);

    /// <summary>Claims a mail for sending, or tells why not now.</summary>
    /// <param name="key">Which mail.</param>
    /// <param name="about">Id of what it is about.</param>
    /// <param name="now">The time.</param>
    /// <param name="unknownWait">How long an unknown outcome is waited for.</param>
    /// <param name="cancellationToken">Cancels the claim.</param>
    public async Task<MailClaim> ClaimAsync(
        MailKey key, string about, DateTimeOffset now, TimeSpan unknownWait, CancellationToken cancellationToken)
    {
        var row = new TableEntity(key.Recipient, key.Id)
        {
            [State] = nameof(MailState.Sending), [Attempt] = 1, [Since] = now, [About] = about,
        };
        try
        {
            var added = await table.AddEntityAsync(row, cancellationToken);
            return new MailClaim.Send(1, added.Headers.ETag!.Value);
        }
        catch (RequestFailedException conflict) when (conflict.Status == 409)
        {
            return await ClaimAgainAsync(key, now, unknownWait, cancellationToken);
        }
    }

    /// <summary>The provider took it.</summary>
    public Task SentAsync(MailKey key, MailClaim.Send claim, string? providerId, DateTimeOffset now, CancellationToken cancellationToken) =>
        MoveAsync(key, claim, MailState.Sent, now, new() { [ProviderId] = providerId }, cancellationToken);

    /// <summary>The provider did not take it; it is due again.</summary>
    public Task DueAsync(
        MailKey key, MailClaim.Send claim, string error, DateTimeOffset now, DateTimeOffset notBefore,
        CancellationToken cancellationToken) =>
        MoveAsync(key, claim, MailState.Due, now, new() { [Error] = error, [NotBefore] = notBefore }, cancellationToken);

    /// <summary>Keeps that whoever reads the mail of a recipient wants no questions any more.</summary>
    public Task RefuseAsync(string recipient, DateTimeOffset at, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(new TableEntity(recipient, Refused) { [Since] = at }, TableUpdateMode.Replace, cancellationToken);

    /// <summary>Whether they said so.</summary>
    public async Task<bool> IsRefusedAsync(string recipient, CancellationToken cancellationToken) =>
        (await table.GetEntityIfExistsAsync<TableEntity>(recipient, Refused, cancellationToken: cancellationToken)).HasValue;

    private async Task<MailClaim> ClaimAgainAsync(
        MailKey key, DateTimeOffset now, TimeSpan unknownWait, CancellationToken cancellationToken)
    {
        TableEntity row = await table.GetEntityAsync<TableEntity>(key.Recipient, key.Id, cancellationToken: cancellationToken);
        var since = row.GetDateTimeOffset(Since)!.Value;
        switch (Enum.Parse<MailState>(row.GetString(State)))
        {
            case MailState.Sent: return new MailClaim.AlreadySent(since);
            case MailState.Due when row.GetDateTimeOffset(NotBefore) is { } notBefore && notBefore > now:
                return new MailClaim.Wait(notBefore);
            case MailState.Sending when since + unknownWait > now: return new MailClaim.Wait(since + unknownWait);
        }
        var attempt = (row.GetInt32(Attempt) ?? 0) + 1;
        var updated = await table.UpdateEntityAsync(
            new TableEntity(key.Recipient, key.Id) { [State] = nameof(MailState.Sending), [Attempt] = attempt, [Since] = now },
            row.ETag, TableUpdateMode.Merge, cancellationToken);
        return new MailClaim.Send(attempt, updated.Headers.ETag!.Value);
    }

    private async Task MoveAsync(
        MailKey key, MailClaim.Send claim, MailState state, DateTimeOffset now, Dictionary<string, object?> more,
        CancellationToken cancellationToken)
    {
        var row = new TableEntity(key.Recipient, key.Id) { [State] = state.ToString(), [Since] = now };
        foreach (var (name, value) in more) row[name] = value;
        await table.UpdateEntityAsync(row, claim.ETag, TableUpdateMode.Merge, cancellationToken);
    }
}

/// <summary>Which mail: partition of the recipient, and an id derived from the reason for sending.</summary>
public sealed record MailKey(string Recipient, string Id);

/// <summary>States of a mail.</summary>
public enum MailState
{
    /// <summary>To be sent, not before its time.</summary>
    Due,

    /// <summary>Handed to the provider, whose answer is awaited or was lost.</summary>
    Sending,

    /// <summary>The provider took it.</summary>
    Sent,
}

/// <summary>What claiming a mail gave.</summary>
public abstract record MailClaim
{
    /// <summary>Send it now; this run alone may.</summary>
    public sealed record Send(int Attempt, ETag ETag) : MailClaim;

    /// <summary>It was sent before.</summary>
    public sealed record AlreadySent(DateTimeOffset At) : MailClaim;

    /// <summary>Not before then: it was put off, or its outcome is unknown.</summary>
    public sealed record Wait(DateTimeOffset Until) : MailClaim;
}
