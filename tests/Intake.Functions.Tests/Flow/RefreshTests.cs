using System.Text.Json;
using Intake.Accounts;
using Intake.Commands;
using Intake.Scoring;
using Intake.Storage;

namespace Intake.Functions.Tests.Flow;

/// <summary>The company is read again, and the leads are scored anew.</summary>
public sealed class RefreshTests
{
    [Fact]
    public async Task A_changed_company_is_taken_in_recorded_and_scored()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Whitepaper(1));
        var before = Assert.Single(await pipeline.AccountsAsync()).State;

        pipeline.Time.Advance(TimeSpan.FromHours(1));
        await PutAsync(pipeline, Some.Transport with { Owner = "joris", Staff = 3, Owns = [new OwnedProposition("energy", new DateOnly(2027, 1, 31))] });
        await RefreshAsync(pipeline, before.Account.Id);

        var after = Assert.Single(await pipeline.AccountsAsync()).State;
        Assert.Equal(("joris", 3, pipeline.Now), (after.Account.Book!.Owner, after.Account.Book.Staff, after.Account.BookFrom!.At));
        Assert.NotEqual(before.Leads.Values.Single().Score!.Total, after.Leads.Values.Single().Score!.Total);
        Assert.Equal(
            [("book:owner", "fenna", "joris"), ("book:owns", "", """[{"proposition":"energy","until":"2027-01-31"}]"""), ("book:staff", "320", "3")],
            Changes(pipeline).Select(change => (change.Name, change.From, change.To)));
        Assert.Empty(pipeline.Pump.Failures);
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task Whatever_is_known_already_writes_nothing()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Whitepaper(1));
        var before = Assert.Single(await pipeline.AccountsAsync()).State.Account;

        pipeline.Time.Advance(TimeSpan.FromHours(1));
        await RefreshAsync(pipeline, before.Id);
        await RefreshAsync(pipeline, "00000000000000000000000000000000");

        Assert.Equal(before.Revision, Assert.Single(await pipeline.AccountsAsync()).State.Account.Revision);
        Assert.Empty(pipeline.Pump.Failures);
    }

    [Fact]
    public async Task What_is_older_than_what_is_known_is_not_taken()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Whitepaper(1));
        await PutAsync(pipeline, Some.Transport with { Owner = "joris" });
        await RefreshAsync(pipeline, Assert.Single(await pipeline.AccountsAsync()).State.Account.Id, Some.Now.AddMinutes(-1));

        Assert.Equal("fenna", Assert.Single(await pipeline.AccountsAsync()).State.Account.Book!.Owner);
    }

    [Fact]
    public async Task The_company_that_somebody_claims_is_read_again_by_its_id()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        var submission = Some.Whitepaper(1).By("kees@gmail.com");
        await pipeline.ProcessAsync(submission with { Contact = submission.Contact with { Company = "Hoekstra Transport BV" } });
        pipeline.Time.Advance(TimeSpan.FromHours(1));
        await PutAsync(pipeline, Some.Transport with { Name = "Hoekstra Logistiek", Owner = "joris" });
        await RefreshAsync(pipeline, Assert.Single(await pipeline.AccountsAsync()).State.Account.Id);

        Assert.Equal("joris", Assert.Single(await pipeline.AccountsAsync()).State.Account.Claimed!.Owner);
        Assert.Equal(["claimed:name", "claimed:owner"], Changes(pipeline).Select(change => change.Name));
    }

    [Fact]
    public async Task A_company_that_comes_to_be_blocked_takes_back_the_mail_that_is_due()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.SubmitAsync(Some.Demo(1));
        await pipeline.DrainAsync();
        pipeline.Time.Advance(TimeSpan.FromSeconds(1));
        await PutAsync(pipeline, Some.Transport with { Blocked = true });
        await RefreshAsync(pipeline, Assert.Single(await pipeline.AccountsAsync()).State.Account.Id);
        await pipeline.RunHandoffAsync();

        Assert.Empty(pipeline.Mails.Taken);
        Assert.Empty(Assert.Single(await pipeline.AccountsAsync()).State.Handoffs);
    }

    private static Task PutAsync(Pipeline pipeline, Company company) =>
        pipeline.Get<Companies>().PutAsync(CompanyRows.Of([company], pipeline.Get<Keys>()), default);

    private static async Task RefreshAsync(Pipeline pipeline, string account, DateTimeOffset? at = null)
    {
        Command command = new RefreshAccountCommand { Id = Some.Id(77), At = at ?? pipeline.Now, Account = account };
        await pipeline.Get<MessageQueue>().PutAsync(QueueNames.Commands, "commands", command.Id, [command], IntakeJson.Default.EnvelopeCommand, default);
        await pipeline.DrainAsync();
    }

    private static IEnumerable<FactChange> Changes(Pipeline pipeline) =>
        pipeline.Storage.Rows(TableNames.Accounts).Where(row => row.RowKey.StartsWith("z:fact:", StringComparison.Ordinal))
            .SelectMany(row => JsonSerializer.Deserialize(row.GetString("Data"), IntakeJson.Default.ImmutableArrayFactChange));
}
