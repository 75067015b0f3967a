using System.Globalization;
using Intake.Accounts;
using Intake.Agenda;
using Intake.Storage;
using Intake.Submissions;

namespace Intake.Functions.Tests.Flow;

/// <summary>Submissions to vary.</summary>
internal static class Some
{
    /// <summary>A Thursday in working hours.</summary>
    public static readonly DateTimeOffset Now = new(2026, 9, 24, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A company that fits, with an account manager of its own.</summary>
    public static readonly Company Transport = new()
    {
        Id = "hoekstra", Name = "Hoekstra Transport", Domains = ["hoekstra-transport.example"], Kind = "prospect", Owner = "fenna", Staff = 320,
        Industry = "logistics", Country = "NL", Postcode = "8011 PK", LegalForm = "B.V.",
    };

    /// <summary>Asks for a demo: handed off at once.</summary>
    public static Submission Demo(int number, DateTimeOffset? at = null) => Activity(number, "demo-requested", "demo", at) with { Proposition = "charging" };

    /// <summary>Requests a whitepaper: counts, and hands nothing off.</summary>
    public static Submission Whitepaper(int number, DateTimeOffset? at = null) => Activity(number, "whitepaper-requested", "wp-netcongestie", at);

    public static Submission Activity(int number, string activity, string content, DateTimeOffset? at = null) => new()
    {
        Id = Id(number), Fingerprint = $"fingerprint-{number}", Source = "form", Content = content, Activity = activity,
        OccurredAt = at ?? Now, ReceivedAt = at ?? Now,
        Contact = new Contact { Email = "ingrid@hoekstra-transport.example", FirstName = "Ingrid", LastName = "Hoekstra", JobTitle = "Facility manager" },
    };

    public static Submission By(this Submission submission, string email) => submission with { Contact = submission.Contact with { Email = email } };

    public static string Id(int number) => number.ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>The rows of the submissions themselves, guards left out.</summary>
    public static IReadOnlyList<SubmissionRecord> Records(this Pipeline pipeline) =>
    [
        .. pipeline.Storage.Rows(TableNames.Accounts).Where(row => row.RowKey.StartsWith("z:submission:", StringComparison.Ordinal) && row.GetString("MovedTo") is null)
            .Select(row => System.Text.Json.JsonSerializer.Deserialize(row.GetString("Data"), IntakeJson.Default.SubmissionRecord)!)
            .Where(record => record.Of is null),
    ];

    /// <summary>All accounts with their leads and open handoffs.</summary>
    public static async Task<IReadOnlyList<LoadedAccount>> AccountsAsync(this Pipeline pipeline)
    {
        List<LoadedAccount> accounts = [];
        foreach (var id in pipeline.Storage.Rows(TableNames.Accounts).Select(row => row.PartitionKey).Distinct())
            if (await pipeline.Get<AccountStore>().LoadAsync(id, default) is { } loaded) accounts.Add(loaded);
        return accounts;
    }

    /// <summary>What is on the agenda, the clocks of handoffs left out.</summary>
    public static IReadOnlyList<Azure.Data.Tables.TableEntity> AgendaButClocks(this Pipeline pipeline) =>
        [.. pipeline.Storage.Rows(TableNames.Agenda).Where(row => row.GetString("Kind") != AgendaKinds.Clock)];

    /// <summary>Nothing is waiting: no message, no side effect, nothing on the agenda but the days on which time alone moves a lead, and the clocks of handoffs.</summary>
    public static void AssertAtRest(this Pipeline pipeline)
    {
        foreach (var queue in QueueNames.All)
        {
            Assert.Empty(pipeline.Storage.Messages(queue));
            Assert.Empty(pipeline.Storage.Messages(queue + QueueNames.PoisonSuffix));
        }
        Assert.DoesNotContain(pipeline.Storage.Rows(TableNames.Accounts), row => row.RowKey.StartsWith("outbox:", StringComparison.Ordinal));
        Assert.DoesNotContain(pipeline.Storage.Rows(TableNames.Agenda), row => row.GetString("Kind") is not (AgendaKinds.Look or AgendaKinds.Clock));
    }
}
