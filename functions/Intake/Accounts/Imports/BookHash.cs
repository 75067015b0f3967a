using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Intake.Enrichment;
using Intake.Storage;

namespace Intake.Accounts.Imports;

/// <summary>Hashes that stand for companies: 64 bits each, so that a book of 200,000 fits into a few MiB.</summary>
internal static class BookHash
{
    // With other words of names a company is looked for under other keys.
    private static readonly string Words = Keys.Id([.. DataList.Lines("company-words.txt")]);

    /// <summary>Of an id or a domain.</summary>
    public static ulong Of(string text) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Of all that is said about a company: the same means that nothing has to be written.</summary>
    public static string Of(Company company) => Keys.Id(Words, JsonSerializer.Serialize(company with { Account = null, GoneSince = null }, IntakeJson.Default.Company));
}
