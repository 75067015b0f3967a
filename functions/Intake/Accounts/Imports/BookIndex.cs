using System.Collections.Immutable;
using Intake.Playbooks;

namespace Intake.Accounts.Imports;

/// <summary>What the book knows of a company, as far as an import needs it of all at once.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Hash">Hash of what was said about it; null or empty where writing it was not finished.</param>
/// <param name="Owner">Its owner.</param>
/// <param name="Parent">The company that it belongs to.</param>
/// <param name="IsGone">Whether it is marked as gone.</param>
internal sealed record KnownCompanyRow(string Id, string? Hash, string? Owner, string? Parent, bool IsGone);

/// <summary>The companies of the file and of the book as hashes: about 100 bytes each, and nothing of them that is longer.</summary>
internal sealed class BookIndex
{
    private const int MostAncestors = 50;

    private readonly Dictionary<ulong, Entry> entries = [];
    private readonly Dictionary<string, string> owners = new(StringComparer.Ordinal);

    /// <summary>Companies of the book that are not marked as gone.</summary>
    public int InBook { get; private set; }

    /// <summary>Of these, those that the file is without.</summary>
    public int Missing { get; private set; }

    /// <summary>Takes in a row of the file. The file counts, not what the book says.</summary>
    public void AddOfFile(BookRow row)
    {
        if (row.Id is not { } id) return;
        var key = BookHash.Of(id);
        // A row that is wrong is not missing; and the first of two with one id counts.
        if (row.Company is { } company) entries[key] = new Entry(Parent(company.Parent), Owner(company.Owner)) { InFile = true };
        else entries.TryAdd(key, new Entry(0, null) { InFile = true, IsWrong = true });
    }

    /// <summary>Takes in a company of the book.</summary>
    public void AddOfBook(KnownCompanyRow known)
    {
        var key = BookHash.Of(known.Id);
        var hash = known.Hash is { } text ? BookHash.Of(text) : 0;
        if (!known.IsGone) InBook++;
        var inFile = entries.TryGetValue(key, out var entry) && entry.InFile;
        if (!inFile && !known.IsGone) Missing++;
        entries[key] = inFile && !entry.IsWrong
            ? entry with { InBook = true, IsGone = known.IsGone, Hash = hash }
            : new Entry(Parent(known.Parent), Owner(known.Owner)) { InFile = inFile, InBook = true, IsGone = known.IsGone, Hash = hash };
    }

    /// <summary>Whether the book has a company, whatever it says.</summary>
    public bool IsKnown(string id) => entries.GetValueOrDefault(BookHash.Of(id)).InBook;

    /// <summary>Whether the file says what a company is from now on.</summary>
    public bool IsTold(string id) => entries.GetValueOrDefault(BookHash.Of(id)) is { InFile: true, IsWrong: false };

    /// <summary>Whether a complete file misses a company.</summary>
    public bool IsMissing(KnownCompanyRow known) => !known.IsGone && !entries.GetValueOrDefault(BookHash.Of(known.Id)).InFile;

    /// <summary>Whether the book says exactly so of a company, and does not have it marked as gone.</summary>
    public bool Says(string id, string hash) => entries.GetValueOrDefault(BookHash.Of(id)) is { InBook: true, IsGone: false } entry && entry.Hash == BookHash.Of(hash);

    /// <summary>The company with the owner of its parent; null with a problem when there is no such parent, or it belongs to itself in the end.</summary>
    public Company? WithParent(Company company, Problems problems)
    {
        if (company.Parent is not { } parent) return company;
        if (!entries.TryGetValue(BookHash.Of(parent), out var above) || (above.IsWrong && !above.InBook))
            return Wrong("is no company of the file or the book");
        var own = BookHash.Of(company.Id);
        for (var steps = 0; above.Parent != 0; steps++)
        {
            if (above.Parent == own || steps == MostAncestors) return Wrong("is a company that belongs to this one");
            if (!entries.TryGetValue(above.Parent, out above)) break;
        }
        return company with { ParentOwner = entries[BookHash.Of(parent)].Owner };

        Company? Wrong(string message)
        {
            problems.Add(BookFile.Name, "$.parent", message);
            return null;
        }
    }

    private static ulong Parent(string? id) => id is null ? 0 : BookHash.Of(id);

    // A few people own them all.
    private string? Owner(string? id)
    {
        if (id is null) return null;
        if (!owners.TryGetValue(id, out var one)) owners[id] = one = id;
        return one;
    }

    private readonly record struct Entry(ulong Parent, string? Owner)
    {
        public ulong Hash { get; init; }

        public bool InFile { get; init; }

        public bool InBook { get; init; }

        public bool IsGone { get; init; }

        public bool IsWrong { get; init; }
    }
}
