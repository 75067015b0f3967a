using Azure;
using Azure.Data.Tables;
using Intake.Enrichment;
using Intake.Storage;

namespace Intake.Accounts;

/// <summary>Who is known, by the key of their canonical email. Inserted before a person's first commit, so that nothing but a merge ever moves anyone.</summary>
public sealed class People(TableServiceClient tables)
{
    private const string State = "State", AccountId = "AccountId", PersonId = "PersonId", Active = "active", Alias = "alias", AliasOf = "AliasOf";

    private readonly TableClient table = tables.GetTableClient(TableNames.People);

    /// <summary>Finds a person; null for somebody new.</summary>
    public async Task<KnownPerson?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(key, Rows.Identity, cancellationToken: cancellationToken);
        return row.HasValue ? Read(row.Value!) : null;
    }

    /// <summary>Inserts a person, unless somebody was quicker: then whoever that made of them.</summary>
    public Task<KnownPerson> ClaimAsync(string key, string accountId, CancellationToken cancellationToken) =>
        ClaimAsync(key, new KnownPerson(accountId, key), cancellationToken);

    /// <summary>The same for a key that stands for a person with another one.</summary>
    public async Task<KnownPerson> ClaimAsync(string key, KnownPerson person, CancellationToken cancellationToken)
    {
        try
        {
            await table.AddEntityAsync(
                new TableEntity(key, Rows.Identity) { [State] = Active, [AccountId] = person.AccountId, [PersonId] = person.PersonId },
                cancellationToken);
            return person;
        }
        catch (RequestFailedException conflict) when (conflict.Status == 409)
        {
            return await FindAsync(key, cancellationToken)
                ?? throw new InvalidOperationException($"The identity {key} exists and cannot be read.");
        }
    }

    /// <summary>Says that a person is in another account now, unless they are not in the one that they left any more.</summary>
    /// <param name="key">Key of the address.</param>
    /// <param name="from">The account that they left.</param>
    /// <param name="to">The account that they are in.</param>
    /// <param name="aliasOf">The person whose other address it is; null for a person of their own.</param>
    /// <param name="isMeant">Asked after the row was read: false when this was overtaken, so that nothing is written.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    public async Task MoveAsync(
        string key, string from, string to, string? aliasOf, Func<CancellationToken, Task<bool>> isMeant, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(key, Rows.Identity, cancellationToken: cancellationToken);
        if (!row.HasValue || row.Value!.GetString(AccountId) != from) return;
        if (!await isMeant(cancellationToken)) throw new OvertakenException($"The identity {key}", 1);
        var moved = new TableEntity(key, Rows.Identity) { [State] = aliasOf is null ? Active : Alias, [AccountId] = to, [PersonId] = key, [AliasOf] = aliasOf };
        try
        {
            await table.UpdateEntityAsync(moved, row.Value.ETag, TableUpdateMode.Replace, cancellationToken);
        }
        catch (RequestFailedException changed) when (changed.Status == 412)
        {
            throw new OvertakenException($"The identity {key}", 1);
        }
    }

    /// <summary>Version of what is known of an address; null for somebody new. The same order given twice names the same one.</summary>
    public async Task<(KnownPerson Person, string Version)?> VersionAsync(string key, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(key, Rows.Identity, cancellationToken: cancellationToken);
        return row.HasValue ? (Read(row.Value!), row.Value!.ETag.ToString()) : null;
    }

    private static KnownPerson Read(TableEntity row) => new(row.GetString(AccountId), row.GetString(PersonId)) { AliasOf = row.GetString(AliasOf) };
}
