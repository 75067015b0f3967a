using Intake.Submissions;

namespace Intake.Functions.Tests.Flow;

/// <summary>Mail no confirmation to whoever objected.</summary>
public sealed class MergeConfirmationsTests
{
    private const string There = "piet@hoekstra-logistics.example";

    [Fact]
    public async Task A_confirmation_is_not_mailed_to_another_address_of_somebody_who_objected()
    {
        using var pipeline = await Merges.StartAsync([Some.Whitepaper(1).By(There), Some.Whitepaper(2)]);
        await pipeline.ProcessAsync(Some.Activity(5, "objected", "-").By(There));
        await pipeline.MergePersonsAsync(There, Merges.Ingrid);
        await pipeline.DrainAsync();
        await pipeline.ProcessAsync(Some.Whitepaper(6) with { Consents = [new Consent(ConsentPurposes.Mail, true, "words", "1")] });
        Assert.DoesNotContain(pipeline.Mails.Taken, mail => true);
    }
}
