using Intake.Commands;

namespace Intake.Referrals;

/// <summary>Somebody asks for the link by which they can refer people to us.</summary>
public sealed record ReferralLinkCommand : Command
{
    /// <summary>The address they filled in.</summary>
    public required string Email { get; init; }

    /// <summary>Language of the page they did it on.</summary>
    public string? Language { get; init; }
}
