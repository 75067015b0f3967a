namespace Intake.Playbooks;

/// <summary>A product or service line. Id <c>-</c> is reserved for interest not stated.</summary>
public sealed record Proposition(string Id, Localized Name);
