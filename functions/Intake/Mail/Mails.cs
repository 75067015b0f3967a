using Azure;
using Azure.Data.Tables;
using Intake.Storage;

namespace Intake.Mail;

/// <summary>The table <c>Mails</c>: what was or is being sent, by recipient and deterministic mail id. <see cref="MailStates"/> decides where a row goes.</summary>
public sealed class Mails(TableServiceClient tables, Backoff backoff)
{
    private const string Since = "Since", Refused = "refused";
    private const int MaxTries = 20;

    private readonly TableClient table = tables.GetTableClient(TableNames.Mails);

    /// <summary>Claims a mail for sending, or tells why not now.</summary>
    /// <param name="key">Which mail.</param>
    /// <param name="about">Id of what it is about.</param>
    /// <param name="waiter">What waits for it.</param>
    /// <param name="now">The time.</param>
    /// <param name="unknownWait">How long an unknown outcome is waited for.</param>
    /// <param name="cancellationToken">Cancels the claim.</param>
    public async Task<MailClaim> ClaimAsync(
        MailKey key, string about, MailWaiter? waiter, DateTimeOffset now, TimeSpan unknownWait, CancellationToken cancellationToken)
    {
        var row = new MailRow { State = MailState.Sending, Attempt = 1, Since = now, About = about, Waiter = waiter };
        try
        {
            var added = await table.AddEntityAsync(row.ToEntity(key), cancellationToken);
            return new MailClaim.Send(row, added.Headers.ETag!.Value);
        }
        catch (RequestFailedException conflict) when (conflict.Status == 409)
        {
            return await ClaimAgainAsync(key, waiter, now, unknownWait, cancellationToken);
        }
    }

    /// <summary>Records what became of what was claimed; what events told meanwhile stays.</summary>
    public async Task RecordAsync(MailKey key, MailClaim.Send claim, Func<MailRow, MailRow> change)
    {
        // Once the provider has been asked, the record of its answer must not be cancelled.
        if (await TryPutAsync(key, change(claim.Row), claim.ETag, CancellationToken.None)) return;
        await ChangeAsync(key, change, CancellationToken.None);
    }

    /// <summary>Changes a row; gives it as it is then, or null where there is no such mail.</summary>
    /// <exception cref="OvertakenException">Others kept changing it.</exception>
    public async Task<MailRow?> ChangeAsync(MailKey key, Func<MailRow, MailRow> change, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            var found = await table.GetEntityIfExistsAsync<TableEntity>(key.Recipient, key.Id, cancellationToken: cancellationToken);
            if (!found.HasValue || MailRow.From(found.Value!) is not { } row) return null;
            var after = change(row);
            if (after == row || await TryPutAsync(key, after, found.Value!.ETag, cancellationToken)) return after;
            await backoff.WaitAsync(attempt, cancellationToken);
        }
        throw new OvertakenException($"Mail {key.Id}", MaxTries);
    }

    /// <summary>Every mail that a filter lets through, with its key, after a given one.</summary>
    public async IAsyncEnumerable<(MailKey Key, MailRow Row)> QueryAsync(
        string filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entity in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            if (MailRow.From(entity) is { } row) yield return (new MailKey(entity.PartitionKey, entity.RowKey), row);
        }
    }

    /// <summary>Keeps that whoever reads the mail of a recipient wants no questions any more.</summary>
    public Task RefuseAsync(string recipient, DateTimeOffset at, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(new TableEntity(recipient, Refused) { [Since] = at }, TableUpdateMode.Replace, cancellationToken);

    /// <summary>Whether they said so.</summary>
    public async Task<bool> IsRefusedAsync(string recipient, CancellationToken cancellationToken) =>
        (await table.GetEntityIfExistsAsync<TableEntity>(recipient, Refused, cancellationToken: cancellationToken)).HasValue;

    private async Task<MailClaim> ClaimAgainAsync(
        MailKey key, MailWaiter? waiter, DateTimeOffset now, TimeSpan unknownWait, CancellationToken cancellationToken)
    {
        TableEntity entity = await table.GetEntityAsync<TableEntity>(key.Recipient, key.Id, cancellationToken: cancellationToken);
        var row = MailRow.From(entity)!;
        if (MailStates.Claim(row, now, unknownWait, out var wait) is not { } claimed)
            return wait is { } until ? new MailClaim.Wait(until) : new MailClaim.AlreadySent(row.SentAt ?? row.Since);
        claimed = claimed with { Waiter = row.Waiter ?? waiter };
        var updated = await table.UpdateEntityAsync(claimed.ToEntity(key), entity.ETag, TableUpdateMode.Replace, cancellationToken);
        return new MailClaim.Send(claimed, updated.Headers.ETag!.Value);
    }

    private async Task<bool> TryPutAsync(MailKey key, MailRow row, ETag etag, CancellationToken cancellationToken)
    {
        try
        {
            await table.UpdateEntityAsync(row.ToEntity(key), etag, TableUpdateMode.Replace, cancellationToken);
            return true;
        }
        catch (RequestFailedException overtaken) when (overtaken.Status == 412)
        {
            return false;
        }
    }
}

/// <summary>Which mail: partition of the recipient, and an id derived from the reason for sending.</summary>
public sealed record MailKey(string Recipient, string Id);

/// <summary>States of a mail.</summary>
public enum MailState
{
    /// <summary>To be sent, not before its time.</summary>
    Due,

    /// <summary>Handed to the provider, whose answer is awaited.</summary>
    Sending,

    /// <summary>Handed to the provider, whose answer was lost: it may have been taken.</summary>
    Unknown,

    /// <summary>The provider took it.</summary>
    Sent,

    /// <summary>It arrived.</summary>
    Delivered,

    /// <summary>It was taken and did not arrive, or was unwanted.</summary>
    Failed,
}

/// <summary>What claiming a mail gave.</summary>
public abstract record MailClaim
{
    /// <summary>Send it now; this run alone may.</summary>
    public sealed record Send(MailRow Row, ETag ETag) : MailClaim;

    /// <summary>It was sent before.</summary>
    public sealed record AlreadySent(DateTimeOffset At) : MailClaim;

    /// <summary>Not before then: it was put off, or its outcome is unknown.</summary>
    public sealed record Wait(DateTimeOffset Until) : MailClaim;
}
