using System.Text.Json;
using Azure;
using Intake.DeadLetters;
using Intake.Playbooks;
using Intake.Submissions;
using Intake.Submissions.Imports;
using Microsoft.Extensions.Logging;

namespace Intake.Accounts.Imports;

/// <summary>Takes a file of companies into the account book. It is read twice: the first time to know every id, owner and parent; the second time to write
/// what the book does not say yet, and to report each row. What is written stays so: the same file again writes nothing.</summary>
public sealed partial class ImportBook(BookTable table, BookWriter writer, Companies companies, TimeProvider time, ILogger<ImportBook> logger)
{
    // As many as fill the transactions of 256 partitions, and no more in memory.
    private const int Group = 4_000;

    // So few are looked up one by one, where the rest of the book does not matter.
    private const int Few = 200;

    private const string TryAgain = " Send the same file again: what is written already is not written twice.";

    /// <summary>Reads a file.</summary>
    internal async Task HandleAsync(BookFile file, BookReport report, CancellationToken cancellationToken)
    {
        try
        {
            var index = await IndexAsync(file, cancellationToken);
            var whole = await WriteAsync(file, index, report, cancellationToken);
            if (whole && !file.Options.IsPartial) await MarkAsync(file, index, report, cancellationToken);
        }
        catch (Exception fault) when (Told(fault) is { } told)
        {
            NotAll(logger, Failures.Of(fault, time.GetUtcNow()).Error);
            report.Stop(told);
        }
    }

    private async Task<BookIndex> IndexAsync(BookFile file, CancellationToken cancellationToken)
    {
        var (index, ids) = (new BookIndex(), new HashSet<string>(StringComparer.Ordinal));
        try
        {
            await foreach (var row in file.ReadAsync(cancellationToken))
            {
                index.AddOfFile(row);
                if (ids.Count > Few) continue;
                if (row.Id is { } id) ids.Add(id);
                if (row.Company?.Parent is { } parent) ids.Add(parent);
            }
        }
        catch (Exception fault) when (Told(fault) is not null)
        {
            // The second reading comes to the same place and tells it.
        }
        if (file.Options.IsPartial && ids.Count <= Few) await AddFewAsync(index, ids, cancellationToken);
        else await foreach (var known in table.AllAsync(cancellationToken)) index.AddOfBook(known);
        return index;
    }

    // With their ancestors, of whom the file need not tell.
    private async Task AddFewAsync(BookIndex index, HashSet<string> ids, CancellationToken cancellationToken)
    {
        var left = new Queue<string>(ids);
        while (left.TryDequeue(out var id))
        {
            if (await table.FindAsync(id, cancellationToken) is not { } known) continue;
            index.AddOfBook(known);
            if (known.Parent is { } parent && ids.Add(parent)) left.Enqueue(parent);
        }
    }

    // False when something of the file is not known: nothing is missed then.
    private async Task<bool> WriteAsync(BookFile file, BookIndex index, BookReport report, CancellationToken cancellationToken)
    {
        List<(BookRow Row, BookChange? Change)> group = [];
        var whole = true;
        try
        {
            await foreach (var row in file.ReadAsync(cancellationToken))
            {
                whole &= row.Id is not null;
                group.Add(Judge(row, index));
                if (group.Count >= Group) await FinishAsync(group, file, index, report, cancellationToken);
            }
        }
        finally
        {
            await FinishAsync(group, file, index, report, cancellationToken);
        }
        if (!whole && !file.Options.IsPartial)
            report.Stop(new Rejection(RejectionKind.Fields, "Rows without an id may be any company: nothing was marked as gone."));
        return whole;
    }

    private static (BookRow, BookChange?) Judge(BookRow row, BookIndex index)
    {
        var problems = new Problems();
        if (row.Company is null || index.WithParent(row.Company, problems) is not { } company) return (row with { Company = null, Errors = [.. row.Errors, .. problems.Found] }, null);
        var hash = BookHash.Of(company);
        return (row, index.Says(company.Id, hash) ? null : new BookChange(row, company, hash, !index.IsKnown(company.Id)));
    }

    private async Task FinishAsync(
        List<(BookRow Row, BookChange? Change)> group, BookFile file, BookIndex index, BookReport report, CancellationToken cancellationToken)
    {
        (BookRow Row, BookChange? Change)[] all = [.. group];
        group.Clear();
        RequestFailedException? fault = null;
        try
        {
            // A complete file tells of every company, so that what it says of a domain is so.
            if (file.Options.IsPartial) all = await BookTable.ForEachAsync(all, each => UnlessTakenAsync(each.Row, each.Change, index, cancellationToken));
            await writer.WriteAsync([.. all.Select(each => each.Change).OfType<BookChange>()], cancellationToken);
        }
        catch (RequestFailedException failed)
        {
            fault = failed;
        }
        foreach (var (row, change) in all) await report.TellAsync(row, OutcomeOf(row, change, fault is not null));
        if (fault is not null) throw fault;
    }

    private async Task<(BookRow Row, BookChange? Change)> UnlessTakenAsync(BookRow row, BookChange? change, BookIndex index, CancellationToken cancellationToken)
    {
        if (change is null) return (row, change);
        var problems = new Problems();
        foreach (var (domain, other) in await writer.TakenAsync(change.Company, cancellationToken))
            if (!index.IsTold(other)) problems.Add(BookFile.Name, "$.domains", $"{domain} is a domain of company {other} in the book; send that one too, without it");
        return problems.Found.Count == 0 ? (row, change) : (row with { Company = null, Errors = [.. problems.Found] }, null);
    }

    private static BookOutcome OutcomeOf(BookRow row, BookChange? change, bool failed) => (row, change) switch
    {
        ({ Company: null }, _) => BookOutcome.Rejected,
        (_, null) => BookOutcome.Unchanged,
        _ when failed => BookOutcome.Unavailable,
        (_, { IsNew: true }) => BookOutcome.Created,
        _ => BookOutcome.Changed,
    };

    private async Task MarkAsync(BookFile file, BookIndex index, BookReport report, CancellationToken cancellationToken)
    {
        if (index.Missing * 2 > index.InBook && !file.Options.IsConfirmed)
        {
            report.Stop(new Rejection(RejectionKind.Fields,
                $"The file is without {index.Missing} of the {index.InBook} companies of the book. Nothing was marked as gone: send it with ?confirm=true if that is right, or with ?partial=true."));
            return;
        }
        if (index.Missing == 0) return;
        List<BookChange> gone = [];
        var now = time.GetUtcNow();
        await foreach (var known in table.AllAsync(cancellationToken))
        {
            if (!index.IsMissing(known) || await companies.FindAsync(CompanyKey.OfId(known.Id), cancellationToken) is not { } company) continue;
            gone.Add(new BookChange(null, company with { GoneSince = now }, known.Hash ?? "", IsNew: false));
            if (gone.Count >= Group) await GoneAsync(gone, report, cancellationToken);
        }
        await GoneAsync(gone, report, cancellationToken);
    }

    private async Task GoneAsync(List<BookChange> gone, BookReport report, CancellationToken cancellationToken)
    {
        await writer.WriteAsync(gone, cancellationToken);
        report.Gone += gone.Count;
        gone.Clear();
    }

    private static Rejection? Told(Exception exception) => exception switch
    {
        NoTableException wrong => new Rejection(RejectionKind.Malformed, wrong.Message),
        JsonException => new Rejection(RejectionKind.Malformed, "The document must be JSON: {\"companies\": [...]}. After the last company reported it is not." + TryAgain),
        OpenQuoteException => new Rejection(RejectionKind.Malformed, "After the last row reported there is a quote that is never closed. Mend it." + TryAgain),
        TooManyCompaniesException => new Rejection(RejectionKind.TooLarge, $"A file has at most {BookFile.MaxRows} companies. Send the others with ?partial=true, and these too."),
        RequestFailedException => new Rejection(RejectionKind.Unavailable, "Not all companies could be written just now." + TryAgain),
        OperationCanceledException => new Rejection(RejectionKind.Malformed, "The request was given up." + TryAgain),
        _ => null,
    };

    [LoggerMessage(LogLevel.Warning, "An import of the account book was not finished: {Fault}")]
    private static partial void NotAll(ILogger logger, string fault);
}
