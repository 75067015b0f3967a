using System.Text.Json;

namespace Intake.LocalHost.Mailbox;

/// <summary>One envelope of a request: who gets it and what differs for them.</summary>
internal sealed record Personalization(
    List<MailParty> To,
    List<MailParty> Cc,
    List<MailParty> Bcc,
    MailParty? From,
    string? Subject,
    Dictionary<string, string> Headers,
    Dictionary<string, string> CustomArgs)
{
    internal int Recipients => To.Count + Cc.Count + Bcc.Count;

    internal static Personalization Read(JsonElement element, string field, MailErrors errors)
    {
        if (element.ValueKind != JsonValueKind.Object) errors.WrongType("object", element.ValueKind, field);
        else if (element.Property("to") is not { } to || (to.ValueKind == JsonValueKind.Array && to.GetArrayLength() == 0))
            errors.Add("The to array is required for all personalization objects, and must have at least one email object with a valid email address.", $"{field}.to");

        var personalization = new Personalization(
            MailAddresses.ReadAll(element, "to", $"{field}.to", errors),
            MailAddresses.ReadAll(element, "cc", $"{field}.cc", errors),
            MailAddresses.ReadAll(element, "bcc", $"{field}.bcc", errors),
            element.Property("from") is { } from ? MailAddresses.Read(from, $"{field}.from", MailRequest.FromRequired, errors) : null,
            element.Text("subject", $"{field}.subject", errors),
            element.Strings("headers", $"{field}.headers", errors),
            element.Strings("custom_args", $"{field}.custom_args", errors));
        personalization.CheckUnique(field, errors);
        MailHeaders.Check(personalization.Headers, $"{field}.headers", errors);
        return personalization;
    }

    private void CheckUnique(string field, MailErrors errors)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (list, name) in new[] { (To, "to"), (Cc, "cc"), (Bcc, "bcc") })
        {
            if (list.Find(party => !seen.Add(party.Email)) is not { } twice) continue;
            errors.Add($"Each email address in the personalization block should be unique between to, cc, and bcc. We found the first duplicate instance of [{twice.Email}] in the {field}.{name} field.", field);
            return;
        }
    }
}
