using Intake.Accounts;
using Intake.Storage;
using Intake.Submissions;

namespace Intake.Enrichment;

/// <summary>Looks up the address of whoever came by a sealed link of ours: they are known, and the link holds no address.</summary>
public sealed class SealedSenders(People people, AccountStore accounts, Keys keys, TimeProvider time)
{
    // A link may be followed before the request that it answers is recorded.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>The submission with the address; null when nobody is known under that key.</summary>
    /// <exception cref="TimeoutException">Not known yet; a later try may find them.</exception>
    public async Task<Submission?> WithAddressAsync(Submission submission, string personId, CancellationToken cancellationToken)
    {
        var known = await people.FindAsync(personId, cancellationToken);
        var person = known is null ? null : await accounts.PersonAsync(known.AccountId, known.PersonId, cancellationToken);
        if (person?.Facts.Of(FactNames.Email) is { } email)
            return submission with { Contact = submission.Contact with { Email = email }, Tester = submission.Tester ?? TesterOf(known!, email) };
        return time.GetUtcNow() - submission.ReceivedAt < Patience
            ? throw new TimeoutException($"Submission {submission.Id} is of a person who is not known yet.")
            : null;
    }

    // Whom the keys of the testers' world make of an address is in that world, and so is whatever comes by their links.
    private string? TesterOf(KnownPerson known, string email)
    {
        if (!EmailAddress.TryParse(email, out var address)) return null;
        var tester = keys.OfTesters.Person(address.Canonical);
        return tester == known.PersonId || keys.OfTesters.Agent(tester, known.AccountId) == known.PersonId ? address.Typed : null;
    }
}
