using Intake.Storage;
using Intake.Submissions;

namespace Intake.Functions.Tests.Flow;

/// <summary>Leave no facts of a person behind.</summary>
public sealed class MergeLeftFactsTests
{
    private const string There = "piet@hoekstra-logistics.example";

    [Fact]
    public async Task What_changed_of_a_person_does_not_stay_in_the_account_that_they_left()
    {
        using var pipeline = await Merges.StartAsync([Some.Whitepaper(2), Named(1, "Aalbersberg", "+31612345678", Some.Now.AddDays(-2)), Named(3, "Zonneveld", "+31687654321", Some.Now.AddDays(-1))]);
        var merge = await pipeline.MergePersonsAsync(There, Merges.Ingrid);
        await pipeline.DrainAsync();
        var left = pipeline.Storage.Rows(TableNames.Accounts).Where(row => row.PartitionKey == merge.Source && row.GetString("Data") is { } data
            && (data.Contains("Aalbersberg", StringComparison.Ordinal) || data.Contains("612345678", StringComparison.Ordinal))).Select(row => row.RowKey);
        Assert.Empty(left);
    }

    private static Submission Named(int number, string name, string phone, DateTimeOffset at) =>
        Some.Whitepaper(number, at) with { Contact = new Contact { Email = There, FirstName = "Piet", LastName = name, Phone = phone, JobTitle = "Clerk" } };
}
