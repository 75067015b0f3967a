using Intake.Enrichment;
using Intake.Storage;
using Intake.Submissions;

namespace Intake.Limits;

/// <summary>A limit that a submission counts towards.</summary>
/// <param name="Reason">Of the quarantine, where it is passed.</param>
/// <param name="Key">Partition of its counter; nothing in it can be read back.</param>
/// <param name="Most">At most so many in a window.</param>
internal sealed record Limit(string Reason, string Key, int Most)
{
    /// <summary>The limits of a submission that any stranger can send. One by a test counts in its own world, for its recipient only.</summary>
    /// <param name="submission">The submission.</param>
    /// <param name="keys">Makes the keys.</param>
    /// <param name="options">The settings.</param>
    /// <param name="mails">Whether it makes us mail whoever it names: nobody may be bombed with our mail.</param>
    public static IEnumerable<Limit> Of(Submission submission, Keys keys, LimitOptions options, bool mails)
    {
        var own = keys.For(submission);
        if (mails && EmailAddress.TryParse(submission.Contact.Email, out var email))
            yield return new Limit(QuarantineReasons.RecipientLimit, own.Hash("limit", "recipient", email.Canonical), options.RecipientPerHour);
        if (submission.Tester is not null) yield break;
        if (Http.ClientAddress.Bucket(submission.ClientAddress) is { } address)
            yield return new Limit(QuarantineReasons.AddressLimit, own.Hash("limit", "address", address), options.AddressPerHour);
        yield return new Limit(QuarantineReasons.FormLimit, own.Hash("limit", "form", submission.Form ?? submission.Content), options.FormPerHour);
    }
}
