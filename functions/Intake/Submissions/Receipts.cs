using Intake.Accounts;
using Intake.Links;

namespace Intake.Submissions;

/// <summary>Receipts: what a sender gets for a submission and may ask its outcome with. Sealed, so that none can be guessed.</summary>
public sealed class Receipts(Seal seal, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(400);

    /// <summary>Seals a receipt.</summary>
    public string Issue(Receipt receipt) =>
        seal.Close(SealPurposes.Receipt, $"{receipt.PersonId}|{receipt.SubmissionId}|{receipt.Fingerprint}", time.GetUtcNow() + Lifetime);

    /// <summary>Opens one; null when it is not one of ours, or too old.</summary>
    public Receipt? Open(string token)
    {
        var opened = seal.Open(SealPurposes.Receipt, token);
        return opened.State == SealState.Valid && opened.Text.Split('|') is [var person, var submission, var fingerprint]
            ? new Receipt(person, submission, fingerprint) : null;
    }
}

/// <summary>What a receipt is for: whose submission, which, and what was said in it, for the same key may come with other content.</summary>
public sealed record Receipt(string PersonId, string SubmissionId, string Fingerprint)
{
    /// <summary>Stands for the person where the receipt is for a call that was kept whole.</summary>
    public const string OfCall = "-";
}

/// <summary>Reads what became of a submission from the account, the quarantine or the dead letters.</summary>
public delegate Task<Outcome> ReadReceipt(Receipt receipt, CancellationToken cancellationToken);
