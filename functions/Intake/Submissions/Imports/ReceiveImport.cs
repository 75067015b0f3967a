using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Intake.Handoffs;
using Intake.Playbooks;
using Intake.Submissions.Bulk;
using Intake.Telemetry;
using Microsoft.AspNetCore.Http;

namespace Intake.Submissions.Imports;

/// <summary>Receives files: reads them row by row, accepts forty at a time, and reports each row. What was accepted stays so, whatever happens then:
/// the same file again changes nothing of it.</summary>
public sealed class ReceiveImport(
    PlaybookInForce playbooks, TeamInForce teams, SubmissionDesk desk, IntakeMetrics metrics)
{
    /// <summary>At most so many rows in a file.</summary>
    public const int MaxRows = 200_000;

    private const string TryAgain = " Post the same file again: what was accepted already changes nothing.";

    /// <summary>Reads a file.</summary>
    /// <param name="body">Its bytes.</param>
    /// <param name="encoding">The encoding that the sender states; null when none is.</param>
    /// <param name="options">What was said about all of it.</param>
    /// <param name="report">Where each row is told.</param>
    /// <param name="cancellationToken">Stops the reading; what was read goes on.</param>
    internal async Task HandleAsync(
        Stream body, Encoding? encoding, ImportOptions options, ImportReport report, CancellationToken cancellationToken)
    {
        List<ImportItem> group = [];
        HashSet<UInt128> seen = [];
        try
        {
            await foreach (var item in ItemsAsync(body, encoding, options, cancellationToken))
            {
                if (item.Posting is not { IsValid: true }) await report.TellAsync(item, Refused(item));
                else if (!seen.Add(UInt128.Parse(item.Content!, NumberStyles.HexNumber, CultureInfo.InvariantCulture))) await report.RepeatedAsync(item);
                else group.Add(item);
                if (group.Count == SubmissionBatches.MaxCount && !await AcceptAsync(group, report)) return;
            }
        }
        catch (Exception e) when (Told(e) is { } told)
        {
            report.Stop(told);
        }
        await AcceptAsync(group, report);
    }

    private async IAsyncEnumerable<ImportItem> ItemsAsync(
        Stream body, Encoding? encoding, ImportOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var rows = CsvRows.ReadAsync(body, encoding ?? Windows1252.OrUtf8, cancellationToken).GetAsyncEnumerator(cancellationToken);
        CsvRow? first = null;
        while (first is null && await rows.MoveNextAsync())
            if (!rows.Current.IsBlank) first = rows.Current;
        var (all, playbook) = (RestAsync(first, rows), playbooks.Current);
        var items = options.IsTeams || (first is not null && TeamsReport.Begins(first))
            ? TeamsReport.ReadAsync(all, options, playbook, cancellationToken)
            : CardFile.ReadAsync(all, options, playbook, teams.Current, cancellationToken);
        await foreach (var item in items) yield return item;
    }

    private static async IAsyncEnumerable<CsvRow> RestAsync(CsvRow? first, IAsyncEnumerator<CsvRow> rest)
    {
        if (first is null) yield break;
        yield return first;
        for (var rows = 1; await rest.MoveNextAsync(); rows++)
            yield return rows <= MaxRows ? rest.Current : throw new TooManyRowsException();
    }

    // False when the queue did not take them: nothing after them is tried.
    private async Task<bool> AcceptAsync(List<ImportItem> group, ImportReport report)
    {
        if (group.Count == 0) return true;
        var answers = await ReceiveActivities.AcceptAsync(desk, [.. group.Select(item => item.Posting!)]);
        foreach (var (item, answer) in group.Zip(answers)) await report.TellAsync(item, answer);
        group.Clear();
        if (!answers.Any(answer => answer.Rejection?.Kind == RejectionKind.Unavailable)) return true;
        report.Stop(new Rejection(RejectionKind.Unavailable, "Not all rows are accepted just now." + TryAgain));
        return false;
    }

    private Parsed<string>? Refused(ImportItem item)
    {
        if (item.Posting?.Rejection is not { } rejection) return null;
        metrics.Rejected(CardRow.Source, rejection.Kind);
        return rejection;
    }

    private static Rejection? Told(Exception exception) => exception switch
    {
        NoTableException wrong => new Rejection(RejectionKind.Malformed, wrong.Message),
        TooManyRowsException => new Rejection(RejectionKind.TooLarge, $"A file has at most {MaxRows} rows. Those above are accepted; post the others in another file."),
        OpenQuoteException => new Rejection(RejectionKind.Malformed, "After the last row reported there is a quote that is never closed. Mend it." + TryAgain),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            new Rejection(RejectionKind.TooLarge, "The file is too large. The rows above are accepted; post the others in another file."),
        IOException or OperationCanceledException => new Rejection(RejectionKind.Malformed, "The file broke off." + TryAgain),
        _ => null,
    };

    private sealed class TooManyRowsException : Exception;
}
