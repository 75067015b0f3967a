using System.Collections.Immutable;
using System.Globalization;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Intake.Accounts;
using Intake.Enrichment;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Submissions;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Benchmarks;

/// <summary>A year of many accounts, committed as the app does it: one to three persons, one to nine submissions each account.</summary>
internal static class StoredHistory
{
    private const int Lanes = 16;
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly string[] Seniorities = ["manager", "owner", "specialist", "director"];
    private static readonly string[] Functions = ["facility", "it", "finance", "general-management"];
    private static readonly string[] Industries = ["logistics", "care", "retail"];

    /// <summary>Writes it; gives how many submissions there are.</summary>
    public static async Task<int> WriteAsync(IServiceProvider services, int accounts, Playbook playbook)
    {
        await services.GetRequiredService<TableServiceClient>().CreateTableIfNotExistsAsync(TableNames.Accounts);
        await services.GetRequiredService<BlobServiceClient>().GetBlobContainerClient(ContainerNames.Payloads).CreateIfNotExistsAsync();
        var store = services.GetRequiredService<AccountStore>();
        var written = await Task.WhenAll(Enumerable.Range(0, Lanes).Select(async lane =>
        {
            var count = 0;
            for (var account = lane; account < accounts; account += Lanes) count += await WriteAsync(store, playbook, new Random(account));
            return count;
        }));
        return written.Sum();
    }

    private static async Task<int> WriteAsync(AccountStore store, Playbook playbook, Random random)
    {
        var history = History(Hex(random), playbook, random).OrderBy(one => one.Submission.ReceivedAt).ToList();
        LoadedAccount? loaded = null;
        Dictionary<string, Person> persons = [];
        foreach (var submission in history)
        {
            var commit = SubmissionDecision.Decide(loaded?.State, persons.GetValueOrDefault(submission.PersonId), submission, playbook, submission.Submission.ReceivedAt.AddSeconds(1));
            if (await store.CommitAsync(commit, loaded, CancellationToken.None) is not CommitResult.Committed { Now: var now }) throw new InvalidOperationException("Nobody else commits.");
            loaded = new LoadedAccount(now.State, now.ETag, ImmutableSortedDictionary<string, OutboxItem>.Empty, now.Blobs);
            if (commit.Person is { } person) persons[person.Id] = person;
        }
        return history.Count;
    }

    private static IEnumerable<EnrichedSubmission> History(string account, Playbook playbook, Random random)
    {
        string[] content = [.. playbook.Content.Keys.Order(StringComparer.Ordinal)];
        string[] persons = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Hex(random))];
        var book = random.Next(2) == 0 ? null : new Company
        {
            Id = account, Name = "A company", Domains = [account + ".example"], Kind = "prospect", Staff = random.Next(2000), Industry = Pick(Industries, random), Country = "NL",
        };
        for (var count = random.Next(1, 10); count > 0; count--)
            yield return Submission(account, Pick(persons, random), Pick(playbook.Scoring.Rules.AsSpan(), random).Activity, Pick(content, random), random) with { Book = book };
    }

    private static EnrichedSubmission Submission(string account, string person, string activity, string content, Random random)
    {
        var at = Start.AddMinutes(random.Next(320 * 24 * 60));
        return new EnrichedSubmission
        {
            Submission = new Submission
            {
                Id = Hex(random), Source = "form", Content = content, Activity = activity, OccurredAt = at, ReceivedAt = at.AddSeconds(1), Fingerprint = Hex(random), Form = "demo",
                Contact = new Contact { Email = $"{person[..8]}@{account}.example", FirstName = "Ingrid", LastName = "Hoekstra", Company = "A company", JobTitle = "Facility manager" },
                Consents = [new Consent(ConsentPurposes.Tracking, true, "", "")], AttendedMinutes = random.Next(60), DurationMinutes = 60, Message = "How soon could this be done?",
            },
            PersonId = person, AccountId = account, Enrichers = [],
            Email = new EmailTraits(account + ".example", account + ".example", Freemail: false, Disposable: false, Role: false, Student: false),
            PersonFacts = Told((FactNames.Seniority, Pick(Seniorities, random)), (FactNames.Function, Pick(Functions, random))),
            CompanyFacts = Told((FactNames.Staff, random.Next(2000).ToString(CultureInfo.InvariantCulture))),
        };
    }

    private static ImmutableSortedDictionary<string, string> Told(params (string Name, string Value)[] facts) =>
        facts.ToImmutableSortedDictionary(fact => fact.Name, fact => fact.Value, StringComparer.Ordinal);

    private static string Hex(Random random) => random.GetHexString(32, lowercase: true);

    private static T Pick<T>(ReadOnlySpan<T> all, Random random) => all[random.Next(all.Length)];
}
