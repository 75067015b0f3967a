using Intake.Submissions;

namespace Intake.Functions.Tests.Flow;

/// <summary>Give back what rested on another consent.</summary>
public sealed class MergeBorrowedConsentsTests
{
    private const string There = "piet@hoekstra-logistics.example";

    [Fact]
    public async Task What_was_taken_in_on_the_consent_of_the_other_address_is_gone_once_they_part()
    {
        var consent = Some.Whitepaper(1).By(There) with { Source = "story", Consents = [new Consent(ConsentPurposes.Tracking, true, "words", "1")] };
        var tracked = Some.Whitepaper(5, Some.Now.AddMinutes(1)) with { Tracked = true };
        using var never = await Merges.StartAsync([consent, Some.Whitepaper(2), tracked]);
        using var pipeline = await Merges.StartAsync([consent, Some.Whitepaper(2)]);
        var merge = await pipeline.MergePersonsAsync(There, Merges.Ingrid);
        await pipeline.DrainAsync();
        await pipeline.SubmitAsync(tracked);
        await pipeline.DrainAsync();
        await pipeline.UndoAsync(merge);
        await pipeline.DrainAsync();
        var (expected, actual) = (await never.PictureAsync(), await pipeline.PictureAsync());
        Assert.True(expected == actual, Merges.Difference(expected, actual));
    }
}
