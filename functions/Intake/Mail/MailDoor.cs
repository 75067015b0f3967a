using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Azure.Data.Tables;
using Intake.Http;
using Intake.Submissions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Intake.Mail;

/// <summary>Shows operators where mails are: ids and states, no address.</summary>
public sealed class MailDoor(Mails mails, IOptions<SendGridOptions> options, TimeProvider time)
{
    private const int PageSize = 100;

    private static readonly Rejection
        NoMail = new(RejectionKind.Unknown, "There is no such mail."),
        Wrong = new(RejectionKind.Fields, "Ask with state=unknown, failed, due, sent or delivered, and to go on with after= as it was told.")
        {
            Errors = [new FieldError("state", FieldFault.NotAChoice)],
        };

    /// <summary>Lists the mails of a state, a page at a time.</summary>
    public Task<IResult> ListAsync(HttpRequest request, CancellationToken cancellationToken) => CommandDesk.OrNotNowAsync(request, async () =>
    {
        if (FilterOf(request.Query["state"], request.Query["after"]) is not { } filter) return ProblemAnswer.Of(request, Wrong);
        var found = await mails.QueryAsync(filter, cancellationToken).Take(PageSize + 1).ToListAsync(cancellationToken);
        var page = found.Take(PageSize).ToList();
        return Results.Json(
            new MailsDocument([.. page.Select(Document)], found.Count > PageSize ? $"{page[^1].Key.Recipient}-{page[^1].Key.Id}" : null),
            MailJson.Default.MailsDocument);
    }, cancellationToken);

    /// <summary>Shows a mail, to each of its recipients.</summary>
    public Task<IResult> ShowAsync(HttpRequest request, string id, CancellationToken cancellationToken) => CommandDesk.OrNotNowAsync(request, async () =>
    {
        if (!CommandDesk.IsId(id)) return ProblemAnswer.Of(request, NoMail);
        var found = await mails.QueryAsync(TableClient.CreateQueryFilter($"RowKey eq {id}"), cancellationToken).ToListAsync(cancellationToken);
        return found.Count == 0 ? ProblemAnswer.Of(request, NoMail)
            : Results.Json(new MailsDocument([.. found.Select(Document)], null), MailJson.Default.MailsDocument);
    }, cancellationToken);

    // What a run that died left as sending is unknown after the longest time that a send takes.
    private string? FilterOf(string? word, string? after)
    {
        var filter = word switch
        {
            "unknown" => $"({TableClient.CreateQueryFilter($"State eq {nameof(MailState.Unknown)}")} or {Died()})",
            "failed" => TableClient.CreateQueryFilter($"State eq {nameof(MailState.Failed)}"),
            "due" => TableClient.CreateQueryFilter($"State eq {nameof(MailState.Due)}"),
            "sent" => TableClient.CreateQueryFilter($"State eq {nameof(MailState.Sent)}"),
            "delivered" => TableClient.CreateQueryFilter($"State eq {nameof(MailState.Delivered)}"),
            _ => null,
        };
        if (filter is null || string.IsNullOrEmpty(after)) return filter;
        if (after.Split('-') is not [var recipient, var id] || !CommandDesk.IsId(recipient) || !CommandDesk.IsId(id)) return null;
        return $"{filter} and {TableClient.CreateQueryFilter($"(PartitionKey gt {recipient} or (PartitionKey eq {recipient} and RowKey gt {id}))")}";
    }

    private string Died()
    {
        var before = time.GetUtcNow() - Longest;
        return TableClient.CreateQueryFilter($"(State eq {nameof(MailState.Sending)} and Since lt {before})");
    }

    private TimeSpan Longest => options.Value.Timeout * 2;

    private MailDocument Document((MailKey Key, MailRow Row) mail)
    {
        var (key, row) = mail;
        var state = MailStates.Shown(row, time.GetUtcNow(), Longest);
        var until = state == MailState.Unknown ? row.Since + options.Value.UnknownWait : row.NotBefore;
        return new MailDocument(
            key.Id, key.Recipient, state.ToString().ToLowerInvariant(), row.Attempt, row.Since, until, row.SentAt, row.Repeat, row.Error, row.About,
            row.Waiter?.Account, row.Waiter?.Holder);
    }
}

/// <summary>A page of mails.</summary>
/// <param name="Mails">The mails.</param>
/// <param name="After">With which the next page is asked; null on the last one.</param>
internal sealed record MailsDocument(ImmutableArray<MailDocument> Mails, string? After);

/// <summary>A mail. <c>next</c> is when it is sent, or sent again where no evidence comes.</summary>
internal sealed record MailDocument(
    string Id, string Recipient, string State, int Attempt, DateTimeOffset Since, DateTimeOffset? Next, DateTimeOffset? SentAt, bool PossibleRepeat, string? Reason,
    string? About, string? Account, string? AccountManager);

/// <summary>How it is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(MailsDocument))]
internal sealed partial class MailJson : JsonSerializerContext;
