using Azure;
using Azure.Data.Tables;
using Intake.Enrichment;
using Intake.Storage;

namespace Intake.Accounts;

/// <summary>Who is known, by the key of their canonical email. Inserted before a person's first commit, so that nothing but a merge ever moves anyone.</summary>
public sealed class People(TableServiceClient tables)
{
    private const string State = "State", AccountId = "AccountId", PersonId = "PersonId", Active = "active";

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

    private static KnownPerson Read(TableEntity row) => new(row.GetString(AccountId), row.GetString(PersonId));
}
