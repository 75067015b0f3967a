using Intake.Accounts;
using Intake.Links;

namespace Intake.Submissions;

/// <summary>Receipts: what a sender gets for a submission and may ask its outcome with. Sealed, so that none can be guessed.</summary>
public sealed class Receipts(Seal seal, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(400);

    /// <summary>The receipt of a submission of a person.</summary>
    public string Issue(string personId, string submissionId) =>
        seal.Close(SealPurposes.Receipt, $"{personId}|{submissionId}", time.GetUtcNow() + Lifetime);

    /// <summary>Whose and which submission a receipt is for; null when it is not one of ours, or too old.</summary>
    public (string PersonId, string SubmissionId)? Open(string receipt)
    {
        var opened = seal.Open(SealPurposes.Receipt, receipt);
        return opened.State == SealState.Valid && opened.Text.Split('|') is [var person, var submission] ? (person, submission) : null;
    }
}

/// <summary>Reads what became of a submission from the account, the quarantine or the dead letters.</summary>
public delegate Task<Outcome> ReadReceipt(string personId, string submissionId, CancellationToken cancellationToken);
