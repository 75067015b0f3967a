using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Intake.Storage;

namespace Intake.Agenda;

/// <summary>Everything that must happen at a time. An entry is only a reminder: the account holds the truth, and an entry that no longer matches is dropped.</summary>
public sealed class AgendaTable(TableServiceClient tables)
{
    // One shard carries a thousand entries a minute; the key leaves room for more.
    private const string Shard = "00";
    private const string Kind = "Kind", Account = "Account", Reference = "Reference", Due = "Due";

    private readonly TableClient table = tables.GetTableClient(TableNames.Agenda);

    /// <summary>Puts an entry; the same entry twice is one.</summary>
    public Task PutAsync(AgendaEntry entry, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(ToRow(entry), TableUpdateMode.Replace, cancellationToken);

    /// <summary>What is due, oldest first.</summary>
    public async IAsyncEnumerable<AgendaEntry> DueAsync(DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var until = Rows.Time(now.AddMilliseconds(1));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Shard} and RowKey lt {until}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            yield return new AgendaEntry(row.GetDateTimeOffset(Due)!.Value, row.GetString(Kind), row.GetString(Account), row.GetString(Reference));
    }

    /// <summary>Takes an entry off and puts what comes next, both or neither.</summary>
    public async Task FinishAsync(AgendaEntry done, AgendaEntry? next, CancellationToken cancellationToken)
    {
        if (next == done) return;
        List<TableTransactionAction> actions = [new(TableTransactionActionType.Delete, ToRow(done), ETag.All)];
        if (next is not null) actions.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, ToRow(next)));
        try
        {
            await table.SubmitTransactionAsync(actions, cancellationToken);
        }
        catch (TableTransactionFailedException gone) when (gone.Status == 404)
        {
            // Another run took it off; what comes next is put all the same, for a reminder too many does no harm.
            if (next is not null) await PutAsync(next, cancellationToken);
        }
    }

    private static TableEntity ToRow(AgendaEntry entry) => new(Shard, RowKey(entry))
    {
        [Due] = entry.Due, [Kind] = entry.Kind, [Account] = entry.Account, [Reference] = entry.Reference,
    };

    private static string RowKey(AgendaEntry entry) => Rows.Agenda(entry.Due, entry.Kind, entry.Account, entry.Reference);
}

/// <summary>Something to do at a time.</summary>
/// <param name="Due">Not before.</param>
/// <param name="Kind">What: see <see cref="AgendaKinds"/>.</param>
/// <param name="Account">Id of the account that holds the truth.</param>
/// <param name="Reference">Id of what it is about within the account.</param>
public sealed record AgendaEntry(DateTimeOffset Due, string Kind, string Account, string Reference);

/// <summary>Kinds of agenda entries.</summary>
public static class AgendaKinds
{
    /// <summary>Hand a lead over: pick the account manager, send the mail.</summary>
    public const string Handoff = "handoff";

    /// <summary>Do the next step of a handoff's clocks: remind, tell the team lead, give it to somebody else.</summary>
    public const string Clock = "clock";

    /// <summary>Tell somebody what became of a handoff that they had. The reference is the handoff's id and how many had it before them.</summary>
    public const string Notice = "notice";

    /// <summary>Tell the team lead that mail does not reach an account manager. The reference is the recipient's key and the mail's id.</summary>
    public const string Unreached = "unreached";

    /// <summary>Send what sales refused as not theirs on to its mailbox. The reference is the handoff's id.</summary>
    public const string ForwardRefused = "forward-refused";

    /// <summary>Tell the account manager what is new on an open handoff.</summary>
    public const string Update = "update";

    /// <summary>Tell whoever asked who will call them. The reference is the handoff's id.</summary>
    public const string Reply = "reply";

    /// <summary>Send a submission that is not sales' business on to its mailbox.</summary>
    public const string Forward = "forward";

    /// <summary>Mail the link to a file to whoever asked for it.</summary>
    public const string Paper = "paper";

    /// <summary>Close a webinar: tell who was there. The account is the webinar's partition.</summary>
    public const string Webinar = "webinar";

    /// <summary>Mail somebody to confirm a consent.</summary>
    public const string Confirm = "confirm";

    /// <summary>Ask again about a company that a provider could not tell about. The reference is the lookup's key.</summary>
    public const string Enrich = "enrich";

    /// <summary>Look at an account again, since time alone moves one of its leads. The reference is the lead's key.</summary>
    public const string Look = "look";
}
