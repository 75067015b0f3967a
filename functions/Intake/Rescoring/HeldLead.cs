namespace Intake.Rescoring;

/// <summary>A lead of an account that a version of the playbook would newly hand off.</summary>
/// <param name="Version">The version.</param>
/// <param name="Lead">Key of the lead.</param>
public sealed record HeldLead(string Version, string Lead)
{
    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static HeldLead Parse(string text) => new(text[..text.IndexOf('/', StringComparison.Ordinal)], text[(text.IndexOf('/', StringComparison.Ordinal) + 1)..]);

    /// <inheritdoc/>
    public override string ToString() => $"{Version}/{Lead}";
}
