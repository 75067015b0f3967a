using Intake.Http;
using Intake.Links;
using Microsoft.Extensions.Options;

namespace Intake.Referrals;

/// <summary>Makes and opens the personal links by which people are referred to us.</summary>
public sealed class ReferralLinks(Seal seal, IOptions<PublicOptions> options, TimeProvider time)
{
    /// <summary>How long a link works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(180);

    /// <summary>The address of a referrer's page, from outside.</summary>
    public string AddressFor(Referrer referrer) =>
        options.Value.Address($"/refer/{seal.Close(SealPurposes.Referrer, referrer.ToString(), time.GetUtcNow() + Lifetime)}");

    /// <summary>Opens a link; the referrer is null unless it is genuine.</summary>
    public (SealState State, Referrer? Referrer) Open(string? text)
    {
        var opened = seal.Open(SealPurposes.Referrer, text);
        return opened.State != SealState.Wrong && Referrer.Parse(opened.Text) is { } referrer ? (opened.State, referrer) : (SealState.Wrong, null);
    }
}
