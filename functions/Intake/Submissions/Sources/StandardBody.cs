using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Intake.Enrichment;
using Intake.Submissions.Bodies;
using Intake.Submissions.Forms;

namespace Intake.Submissions.Sources;

/// <summary>Reads values of our own webhook body by path, and collects every error on the way.</summary>
internal sealed class StandardBody(JsonElement root)
{
    private const int MaxMinutes = 10_000;

    private static readonly ImmutableArray<string> Kept = ["data.webinar.id", "data.webinar.occurrence", "data.webinar.title"];

    /// <summary>What is wrong, in the order in which it was read.</summary>
    public List<FieldError> Errors { get; } = [];

    /// <summary>A text; null when absent.</summary>
    public string? Text(string path) => JsonText.At(root, path.Split('.'));

    /// <summary>A text that must be there.</summary>
    public string Required(string path)
    {
        if (Text(path) is { } text) return text;
        Errors.Add(new FieldError(path, FieldFault.Required));
        return "";
    }

    /// <summary>An instant in ISO 8601 with its offset; null when absent. What lies before 1970 is a value that was never set, and a table takes none before 1601.</summary>
    public DateTimeOffset? Time(string path)
    {
        if (Text(path) is not { } text) return null;
        const DateTimeStyles universal = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, universal, out var time) && time >= DateTimeOffset.UnixEpoch)
            return time;
        Errors.Add(new FieldError(path, FieldFault.NotATime));
        return null;
    }

    /// <summary>A number of whole minutes; null when absent.</summary>
    public int? Minutes(string path, bool required)
    {
        var text = required ? Required(path) : Text(path);
        if (string.IsNullOrEmpty(text)) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes <= MaxMinutes) return minutes;
        Errors.Add(new FieldError(path, FieldFault.NotANumber));
        return null;
    }

    /// <summary>The person.</summary>
    public Contact Contact()
    {
        var email = Required("data.person.email");
        if (email.Length > 0 && !EmailAddress.TryParse(email, out _))
            Errors.Add(new FieldError("data.person.email", FieldFault.NotAnEmail));
        return FormContact.Of(name => Text("data.person." + name));
    }

    /// <summary>What has no place of its own.</summary>
    public ImmutableSortedDictionary<string, string> Others()
    {
        var others = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var path in Kept)
            if (Text(path) is { } text) others[path["data.".Length..]] = text;
        if (JsonText.Find(root, "data", "fields") is { ValueKind: JsonValueKind.Object } fields)
            foreach (var member in fields.EnumerateObject())
                if (FieldText.OrNull(JsonText.Of(member.Value)) is { } text) others[FieldText.SingleLine(member.Name)] = text;
        return others.ToImmutable();
    }
}
