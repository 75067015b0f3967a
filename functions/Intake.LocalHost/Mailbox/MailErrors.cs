using System.Text.Json;

namespace Intake.LocalHost.Mailbox;

/// <summary>What is wrong with a request, in the provider's words and shape.</summary>
internal sealed class MailErrors
{
    private const string Help = "http://sendgrid.com/docs/API_Reference/Web_API_v3/Mail/errors.html#message.";

    private readonly List<MailError> found = [];

    internal bool Any => found.Count > 0;

    internal MailErrorBody Body => new(found);

    internal void Add(string message, string field) => found.Add(new MailError(message, field, Help + WithoutIndexes(field)));

    internal void WrongType(string expected, JsonValueKind given, string field) =>
        Add($"Invalid type. Expected: {expected}, given: {Name(given)}.", field);

    internal static MailErrorBody Single(string message) => new([new MailError(message, null, null)]);

    // The help page has one anchor for a field, whatever its place in the list.
    private static string WithoutIndexes(string field) =>
        string.Join('.', field.Split('.').Where(part => !part.All(char.IsAsciiDigit)));

    private static string Name(JsonValueKind kind) => kind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => "integer",
        JsonValueKind.Undefined => "null",
        _ => kind.ToString().ToLowerInvariant(),
    };
}

/// <summary>The body of a refusal.</summary>
internal sealed record MailErrorBody(IReadOnlyList<MailError> Errors);

/// <summary>One thing wrong; <paramref name="Field"/> is null where the request as a whole is meant.</summary>
internal sealed record MailError(string Message, string? Field, string? Help);
