using Intake.Submissions.Forms;

namespace Intake.Submissions;

/// <summary>The company on whose behalf somebody acts, as they typed it. It counts only where they are of an agency or a partner.</summary>
/// <param name="Name">Its name; null where only the domain is given.</param>
/// <param name="Domain">Its domain; null for most.</param>
public sealed record NamedClient(string? Name, string? Domain)
{
    /// <summary>Reads it; null where neither is given.</summary>
    /// <param name="value">Value of a field; null when absent.</param>
    internal static NamedClient? Of(Func<string, string?> value) =>
        (value(FormFieldNames.OnBehalfOf), value(FormFieldNames.OnBehalfOfDomain)) is var (name, domain) && (name ?? domain) is not null
            ? new NamedClient(name, domain) : null;
}
