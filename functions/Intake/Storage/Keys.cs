using System.Security.Cryptography;
using System.Text;

namespace Intake.Storage;

/// <summary>Makes every key of every table. What is personal goes through an HMAC-SHA256 under <c>Identity__Key</c>, of which 32 hex digits are kept:
/// evenly spread, so that a prefix is a fair share, and not reversible.</summary>
public sealed class Keys(ReadOnlyMemory<byte> identityKey)
{
    /// <summary>The keys of whatever testers do: a world of its own, in which no real person, account or lead can be met.</summary>
    public Keys OfTesters => testers ??= new Keys(HMACSHA256.HashData(identityKey.Span, "testers"u8)) { AreOfTesters = true };

    /// <summary>Whether these are the testers'.</summary>
    public bool AreOfTesters { get; private init; }

    private Keys? testers;

    /// <summary>Those of a submission: the testers' for a test, else these.</summary>
    public Keys For(Submissions.Submission submission) => submission.Tester is null ? this : OfTesters;

    /// <summary>Key of the person with a canonical email address.</summary>
    public string Person(string canonicalEmail) => Hash("person", canonicalEmail);

    /// <summary>Key of the account of a company, by its first registrable domain in punycode.</summary>
    public string CompanyAccount(string domain) => Hash("company", domain);

    /// <summary>Key of the account of one site of several that share a domain.</summary>
    /// <param name="company">Account of the company itself.</param>
    /// <param name="site">The site as it is named, normalised.</param>
    public string SiteAccount(string company, string site) => Hash("site", company, site);

    /// <summary>Key of the account of an individual of whom no company is known.</summary>
    public string IndividualAccount(string personId) => Hash("individual", personId);

    /// <summary>Key of the account of a company of which nothing but the name is known, by its normalised name.</summary>
    public string NamedAccount(string normalisedName) => Hash("named-company", normalisedName);

    /// <summary>Key of the person that somebody is in the account of a client for whom they act.</summary>
    public string Agent(string personId, string clientAccount) => Hash("agent", personId, clientAccount);

    /// <summary>Key, among those of people, of what it was decided to mean when a person named a client.</summary>
    public string Naming(string personId, string client) => Hash("naming", personId, client);

    /// <summary>Key, among those of people, of as whom the sender of a submission acts who named a client.</summary>
    public static string Acting(string submissionId) => Id("acting", submissionId);

    /// <summary>Partition of a mail recipient.</summary>
    public string Recipient(string email) => Hash("recipient", email.ToUpperInvariant());

    /// <summary>32 hex digits of a hash over parts that are not personal.</summary>
    public static string Id(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts) Append(hash, part);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }

    /// <summary>32 hex digits of a keyed hash over parts that may be personal.</summary>
    public string Hash(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, identityKey.Span);
        foreach (var part in parts) Append(hash, part);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }

    // The length goes first, so that ("ab","c") and ("a","bc") differ.
    private static void Append(IncrementalHash hash, string part)
    {
        var bytes = Encoding.UTF8.GetBytes(part);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}
