using Intake.Accounts;
using Intake.Storage;
using Intake.Submissions;

namespace Intake.Functions.Tests.Flow;

/// <summary>Leave no blob of a profile behind.</summary>
public sealed class MergeBlobsTests
{
    private const string There = "piet@hoekstra-logistics.example";

    [Fact]
    public async Task Wherever_a_merge_of_a_large_profile_dies_no_blob_is_left_behind()
    {
        await EveryCall.FailsOnceAsync(
            async () =>
            {
                var pipeline = await Merges.StartAsync([Some.Whitepaper(1).By(There), Some.Whitepaper(2)]);
                var account = await pipeline.AccountOfAsync(There);
                var loaded = await pipeline.LoadAsync(account);
                var person = loaded.Persons[pipeline.PersonOf(There)];
                var large = person with { Facts = person.Facts.Merge([new("message", new string('x', 31_000))], pipeline.Now, "large") };
                await pipeline.Get<AccountStore>().CommitAsync(new AccountCommit { State = loaded.State, Person = large }, loaded, default);
                await pipeline.MergeAccountsAsync(There, Merges.Ingrid);
                return pipeline;
            },
            (pipeline, struck) => Assert.True(pipeline.Storage.Contents(ContainerNames.Payloads).Keys.Count(name => name.StartsWith("documents/", StringComparison.Ordinal)) == 1, $"{struck}: {string.Join(", ", pipeline.Storage.Contents(ContainerNames.Payloads).Keys)}"));
    }
}
