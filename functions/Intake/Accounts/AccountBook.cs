using System.Text.Json;
using System.Text.Json.Serialization;
using Intake.Playbooks;

namespace Intake.Accounts;

/// <summary>The companies that sales knows: customers, prospects, partners, competitors, our own.</summary>
internal static class AccountBook
{
    // Strict: a misspelt member is told, never ignored. By reflection, because generated code resets members that are not given to their type's default.
    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
    };

    /// <summary>Reads one company; null with a problem when it is none. Whether its values make sense is <see cref="CompanyCheck"/>'s.</summary>
    internal static Company? Read(JsonElement row, string file, string path, Problems problems)
    {
        try
        {
            if (row.Deserialize<Company>(Strict) is { } company) return company;
            problems.Add(file, path, "must be a company, not null");
        }
        catch (JsonException wrong)
        {
            // The message would quote the type names of the code; a member that is required and missing has no path of its own.
            problems.Add(file, path + wrong.Path?.TrimStart('$'), "is missing a member that is required, has one that is not known, or is of the wrong type");
        }
        return null;
    }
}
