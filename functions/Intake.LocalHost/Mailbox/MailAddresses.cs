using System.Net.Mail;
using System.Text.Json;

namespace Intake.LocalHost.Mailbox;

/// <summary>An address with the name to show, if any.</summary>
internal sealed record MailParty(string Email, string? Name)
{
    /// <summary>As a header has it.</summary>
    public override string ToString() => string.IsNullOrWhiteSpace(Name) ? Email : $"{Name} <{Email}>";
}

/// <summary>Reads addresses by the provider's rules.</summary>
internal static class MailAddresses
{
    // RFC 5321: a longer path is refused by every server.
    private const int MaxLength = 254;

    /// <summary>One address object; null and an error when it is not one.</summary>
    internal static MailParty? Read(JsonElement party, string field, string missing, MailErrors errors)
    {
        if (party.ValueKind != JsonValueKind.Object)
        {
            errors.WrongType("object", party.ValueKind, field);
            return null;
        }

        var email = party.Text("email", $"{field}.email", errors);
        var name = party.Text("name", $"{field}.name", errors);
        if (string.IsNullOrEmpty(email)) errors.Add(missing, $"{field}.email");
        else if (!IsAddress(email)) errors.Add("Does not contain a valid address.", $"{field}.email");
        else return new MailParty(email, name);
        return null;
    }

    /// <summary>All addresses of a list that are in order.</summary>
    internal static List<MailParty> ReadAll(JsonElement parent, string name, string field, MailErrors errors)
    {
        var missing = $"Each {name} object must at least have an email address and may also contain a name. "
            + """e.g. {"email": "example@example.com"} or {"email": "example@example.com", "name": "Example Recipient"}.""";
        return [.. parent.List(name, field, errors).Select((party, i) => Read(party, $"{field}.{i}", missing, errors)).OfType<MailParty>()];
    }

    private static bool IsAddress(string email) =>
        email.Length <= MaxLength && !email.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
        && MailAddress.TryCreate(email, out var address) && address.Address == email
        && address.Host.Contains('.', StringComparison.Ordinal);
}
