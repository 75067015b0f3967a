using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Intake.Playbooks;

namespace Intake.Accounts;

/// <summary>The companies that sales knows: customers, prospects, partners, competitors, our own.</summary>
public static class AccountBook
{
    private const string File = "account-book.json";

    // Strict: a misspelt member is told, never ignored. By reflection, because generated code resets members that are not given to their type's default.
    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
    };

    /// <summary>Reads <c>{"companies": [...]}</c>. Everything wrong is told with its path; the companies that nothing is wrong with are returned.</summary>
    public static ImmutableArray<Company> Parse(ReadOnlyMemory<byte> json, Problems problems)
    {
        if (Rows(json, problems) is not { } rows) return [];

        var companies = ImmutableArray.CreateBuilder<Company>();
        var check = new CompanyCheck(File);
        foreach (var (index, row) in rows.Index())
        {
            var path = $"$.companies[{index}]";
            if (Read(row, File, path, problems) is { } company && check.Check(company, path, problems) is { } valid) companies.Add(valid);
        }
        return companies.ToImmutable();
    }

    private static List<JsonElement>? Rows(ReadOnlyMemory<byte> json, Problems problems)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("companies", out var companies) && companies.ValueKind == JsonValueKind.Array)
                return [.. companies.Clone().EnumerateArray()];
            problems.Add(File, "$.companies", "must be a list of companies");
        }
        catch (JsonException wrong)
        {
            problems.Add(File, "$", $"is not JSON (line {wrong.LineNumber + 1})");
        }
        return null;
    }

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
