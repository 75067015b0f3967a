using Azure.Data.Tables;
using Intake.Storage;

namespace Intake.Submissions;

/// <summary>The table <c>Quarantine</c>: suspect submissions, kept whole with the reasons until somebody judges them.
/// A partition per person.</summary>
public sealed class Quarantine(TableServiceClient tables, Documents documents)
{
    private readonly TableClient table = tables.GetTableClient(TableNames.Quarantine);

    /// <summary>Keeps a submission; kept twice it is one.</summary>
    public async Task PutAsync(string personId, Submission submission, IEnumerable<string> reasons, CancellationToken cancellationToken)
    {
        var row = await documents.WriteAsync(personId, submission.Id, submission, IntakeJson.Default.Submission, cancellationToken);
        row["Reasons"] = string.Join(' ', reasons);
        row["ReceivedAt"] = submission.ReceivedAt;
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>Whether a submission is kept here.</summary>
    public async Task<bool> HoldsAsync(string personId, string submissionId, CancellationToken cancellationToken) =>
        (await table.GetEntityIfExistsAsync<TableEntity>(personId, submissionId, ["RowKey"], cancellationToken)).HasValue;
}
