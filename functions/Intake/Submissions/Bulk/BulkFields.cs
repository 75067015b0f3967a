using System.Collections.Immutable;
using System.Globalization;
using Intake.Enrichment;
using Intake.Playbooks;
using Intake.Submissions.Bodies;
using Intake.Submissions.Forms;

namespace Intake.Submissions.Bulk;

/// <summary>The values of one of many, by our own names, and what is wrong with them. What it does not ask for is kept with the submission.</summary>
/// <param name="values">Value by name, cleaned.</param>
internal sealed class BulkFields(IReadOnlyDictionary<string, string> values)
{
    /// <summary>A message has at most so many characters, any other field <see cref="MaxLength"/>.</summary>
    public const int MaxMessage = 5_000, MaxLength = 500;

    private const int MaxMinutes = 10_000;
    private const string InFields = "fields.";

    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    /// <summary>What is wrong, in the order in which it was read.</summary>
    public List<FieldError> Errors { get; } = [];

    /// <summary>A text on one line; null when absent.</summary>
    public string? Text(string name) => Raw(name) is { } raw ? FieldText.OrNull(raw) : null;

    /// <summary>A text that may have several lines; null when absent.</summary>
    public string? Raw(string name)
    {
        asked.Add(name);
        if (!values.TryGetValue(name, out var value) || value.Length == 0) return null;
        var limit = name == FormFieldNames.Message ? MaxMessage : MaxLength;
        if (value.Length > limit) Wrong(name, FieldFault.TooLong, limit);
        return value;
    }

    /// <summary>Who; the address must be there.</summary>
    public Contact Contact()
    {
        var email = Text(FormFieldNames.Email);
        if (email is null) Wrong(FormFieldNames.Email, FieldFault.Required);
        else if (!EmailAddress.TryParse(email, out _)) Wrong(FormFieldNames.Email, FieldFault.NotAnEmail);
        return FormContact.Of(Text);
    }

    /// <summary>A text that the playbook must know; null when absent.</summary>
    public string? Known(string name, Func<string, bool> isKnown, bool required = false)
    {
        if (Text(name) is { } text)
        {
            if (!isKnown(text)) Wrong(name, FieldFault.NotInPlaybook);
            return text;
        }
        if (required) Wrong(name, FieldFault.Required);
        return null;
    }

    /// <summary>A number of whole minutes; null when absent.</summary>
    public int? Minutes(string name) => Number(name, MaxMinutes);

    /// <summary>Months; null when absent.</summary>
    public int? Months(string name) => Number(name, 120);

    /// <summary>An instant in ISO 8601; null when absent.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text) return null;
        const DateTimeStyles universal = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, universal, out var time) && time >= DateTimeOffset.UnixEpoch) return time;
        Wrong(name, FieldFault.NotATime);
        return null;
    }

    /// <summary>Two letters; null when absent.</summary>
    public string? Language(string name)
    {
        if (Text(name)?.ToLowerInvariant() is not { } code) return null;
        if (code.Length != 2 || !code.All(char.IsAsciiLetterLower)) Wrong(name, FieldFault.NotAChoice);
        return code;
    }

    /// <summary>The consents that were given or withdrawn elsewhere, with the words that were shown; null for none.</summary>
    public ImmutableArray<Consent>? Consents()
    {
        ImmutableArray<Consent> told =
            [.. new[] { ConsentPurposes.Mail, ConsentPurposes.Phone, ConsentPurposes.Tracking }.Select(purpose => Consent(purpose)).OfType<Consent>()];
        return told.IsEmpty ? null : told;
    }

    private Consent? Consent(string purpose)
    {
        var name = $"consents.{purpose}";
        var (given, text, version) = (Text(name + ".given"), Text(name + ".text"), Text(name + ".version"));
        if (given is null) return null;
        if (given is not ("true" or "false")) Wrong(name + ".given", FieldFault.NotAChoice);
        if (given == "true" && text is null) Wrong(name + ".text", FieldFault.Required);
        return new Consent(purpose, given == "true", text ?? "", version ?? "-");
    }

    /// <summary>What has no place of its own.</summary>
    public ImmutableSortedDictionary<string, string> Others()
    {
        var others = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values.Where(pair => !asked.Contains(pair.Key) && pair.Value.Length > 0))
        {
            if (value.Length > MaxMessage) Wrong(name, FieldFault.TooLong, MaxMessage);
            others[name.StartsWith(InFields, StringComparison.Ordinal) && name.Length > InFields.Length ? name[InFields.Length..] : name] = value;
        }
        return others.ToImmutable();
    }

    /// <summary>Whether the playbook has content or a form of this id.</summary>
    public static bool IsContent(Playbook playbook, string id) => playbook.Content.ContainsKey(id) || playbook.Forms.ContainsKey(id);

    /// <summary>Whether the playbook has a rule for this activity.</summary>
    public static bool IsActivity(Playbook playbook, string id) => playbook.Scoring.Rules.Any(rule => rule.Activity == id);

    private int? Number(string name, int max)
    {
        if (Text(name) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= max) return number;
        Wrong(name, FieldFault.NotANumber);
        return null;
    }

    private void Wrong(string name, FieldFault fault, int? limit = null) => Errors.Add(new FieldError(name, fault, limit));
}
