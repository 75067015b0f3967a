using System.Security.Cryptography;
using System.Text;
using Intake.Enrichment;
using Microsoft.Extensions.Options;

namespace Intake.Submissions;

/// <summary>Settings <c>Testers__*</c>: who tries the whole way without touching anything real.</summary>
public sealed class TesterOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Testers";

    /// <summary>Addresses of testers: whatever is sent in their name is a test.</summary>
    public IList<string> Addresses { get; set; } = [];

    /// <summary>Secret for the header <c>x-intake-test</c>, which makes a test of a post in any name. None: there is no such header.</summary>
    public string? Key { get; set; }
}

/// <summary>Tells tests from the rest.</summary>
public sealed class Testers(IOptions<TesterOptions> options)
{
    /// <summary>The header that carries the key.</summary>
    public const string Header = "x-intake-test";

    private readonly HashSet<string> addresses =
        [.. options.Value.Addresses.Select(address => EmailAddress.TryParse(address, out var tester) ? tester.Canonical : address)];

    /// <summary>Whether this is the key.</summary>
    public bool IsKey(string? key) =>
        key is not null && options.Value.Key is { Length: > 0 } secret
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(key)), SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>What surrounds an entry, with the tester where it is a test: the contact's own address gets the mails.</summary>
    public Circumstances Mark(Circumstances circumstances, Contact contact)
    {
        if (!EmailAddress.TryParse(contact.Email, out var email)) return circumstances;
        return circumstances.Trusted || addresses.Contains(email.Canonical) ? circumstances with { Tester = email.Typed } : circumstances;
    }
}
