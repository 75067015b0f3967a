namespace Intake.Papers;

/// <summary>What the link to a file says once opened: ids only.</summary>
/// <param name="Content">Playbook id of the content.</param>
/// <param name="Request">Id of the submission that asked for it.</param>
/// <param name="Person">Key of the person who did.</param>
public sealed record PaperToken(string Content, string Request, string Person)
{
    /// <summary>Reads it; null when it is not one.</summary>
    public static PaperToken? Parse(string text) =>
        text.Split('|') is [{ Length: > 0 } content, { Length: > 0 } request, { Length: > 0 } person] ? new(content, request, person) : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Content}|{Request}|{Person}";
}
