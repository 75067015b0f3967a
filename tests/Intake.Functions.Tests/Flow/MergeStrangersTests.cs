using Intake.Accounts;

namespace Intake.Functions.Tests.Flow;

/// <summary>Merge somebody who was only forwarded.</summary>
public sealed class MergeStrangersTests
{
    private const string There = "piet@hoekstra-logistics.example";

    [Fact]
    public async Task A_stranger_can_be_merged_or_is_told_so()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Whitepaper(2));
        var (form, of) = pipeline.Playbook.Forms.SelectMany(each => each.Value.Subjects.Select(subject => (each.Key, subject))).First(each => each.subject.Forward is not null);
        var forwarded = Some.Activity(1, of.Activity, form).By(There) with { Subject = of.Id };
        await pipeline.ProcessAsync(forwarded);
        var merge = await pipeline.MergePersonsAsync(There, Merges.Ingrid);
        await pipeline.DrainAsync();
        Assert.NotNull(await pipeline.Get<AccountStore>().MergeAsync(merge.Source, merge.Id, default));
    }
}
