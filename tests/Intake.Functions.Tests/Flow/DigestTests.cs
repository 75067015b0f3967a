using Intake.Accounts;
using Intake.Commands;
using Intake.Handoffs;
using Intake.Mail;
using Intake.Storage;
using Intake.Tests.Storage;

namespace Intake.Functions.Tests.Flow;

/// <summary>Once a week an account manager reads what is below the line, as it is then.</summary>
public sealed class DigestTests
{
    // Half past eight in Amsterdam.
    private static readonly DateTimeOffset Monday = new(2026, 9, 28, 6, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_is_below_the_line_is_told_to_the_owner_on_Monday()
    {
        using var pipeline = await InterestedAsync();
        await RunUntilAsync(pipeline, Monday.AddMinutes(-15));
        Assert.Empty(pipeline.Mails.Taken);

        await RunUntilAsync(pipeline, Monday.AddDays(6));
        var mail = Assert.Single(pipeline.Mails.Taken);
        Assert.Equal((Monday, "fenna@lichtveld.example"), (mail.At, mail.To));
        var title = pipeline.Playbook.Content["wp-netcongestie"].Title.In("nl");
        foreach (var text in new[] { mail.Mail.Text, System.Net.WebUtility.HtmlDecode(mail.Mail.Html) })
        {
            Assert.Contains("Hoekstra Transport", text, StringComparison.Ordinal);
            Assert.Contains("Energiemanagement", text, StringComparison.Ordinal);
            Assert.Contains(title, text, StringComparison.Ordinal);
            Assert.Contains("Ontbreekt: totaal 4", text, StringComparison.Ordinal);
            Assert.Contains(" van 60", text, StringComparison.Ordinal);
        }
        Assert.DoesNotContain("/answer/", mail.Mail.Html, StringComparison.Ordinal);
        Assert.InRange(mail.Mail.Subject.Length, 1, 59);
    }

    [Fact]
    public async Task A_week_without_anything_new_is_no_mail()
    {
        using var pipeline = await InterestedAsync();
        await RunUntilAsync(pipeline, Monday.AddDays(20));
        Assert.Single(pipeline.Mails.Taken);
        Assert.Equal("2026-10-12", pipeline.Storage.Rows(TableNames.Digests).Single(row => row.PartitionKey == "fenna").GetString("Before"));
    }

    [Fact]
    public async Task What_was_handed_off_meanwhile_is_not_in_it()
    {
        using var pipeline = await InterestedAsync();
        await pipeline.ProcessAsync(Some.Demo(2, pipeline.Now) with { Proposition = "energy" });
        await RunUntilAsync(pipeline, Monday.AddHours(2));
        Assert.DoesNotContain("Demo", Assert.Single(pipeline.Mails.Taken).Mail.Subject, StringComparison.Ordinal);
        Assert.Contains("do=accept", pipeline.Mails.Taken[0].Mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_erased_is_not_in_it()
    {
        using var pipeline = await InterestedAsync();
        var person = pipeline.Storage.Rows(TableNames.Accounts).Single(row => row.RowKey.StartsWith("person:", StringComparison.Ordinal));
        await pipeline.Storage.Tables.GetTableClient(TableNames.Accounts).DeleteEntityAsync(person.PartitionKey, person.RowKey, cancellationToken: TestContext.Current.CancellationToken);
        await RunUntilAsync(pipeline, Monday.AddHours(2));
        Assert.Empty(pipeline.Mails.Taken);
    }

    [Fact]
    public async Task Nor_is_an_account_that_is_excluded()
    {
        using var pipeline = await InterestedAsync(Some.Transport with { Kind = "competitor" });
        await RunUntilAsync(pipeline, Monday.AddHours(2));
        Assert.Empty(pipeline.Mails.Taken);
    }

    [Fact]
    public async Task An_agency_that_nobody_owns_is_told_to_the_partner_desk()
    {
        using var pipeline = await InterestedAsync(Some.Transport with { Owner = null, Kind = "agency" });
        await RunUntilAsync(pipeline, Monday.AddHours(2));
        Assert.Equal("claire@lichtveld.example", Assert.Single(pipeline.Mails.Taken).To);
    }

    [Fact]
    public async Task A_prospect_that_nobody_owns_is_told_to_nobody()
    {
        using var pipeline = await InterestedAsync(Some.Transport with { Owner = null });
        await RunUntilAsync(pipeline, Monday.AddHours(2));
        Assert.Empty(pipeline.Mails.Taken);
    }

    [Fact]
    public async Task A_lead_at_rest_is_told_with_its_rest()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Demo(1) with { Proposition = "energy" });
        var handoff = Assert.Single(pipeline.Handoffs());
        Command no = new AnswerCommand
        {
            Id = Some.Id(8), Account = (await pipeline.StateAsync()).Account.Id, At = pipeline.Now, Handoff = handoff.Id, Answer = "reject", Reason = "no-timing",
            Until = new DateOnly(2027, 2, 1), By = "fenna",
        };
        await pipeline.Get<MessageQueue>().PutAsync(QueueNames.Commands, "commands", no.Id, [no], IntakeJson.Default.EnvelopeCommand, default);
        await pipeline.DrainAsync();
        pipeline.Time.SetUtcNow(Some.Now.AddHours(1));
        await pipeline.ProcessAsync(Some.Activity(2, "whitepaper-downloaded", "wp-netcongestie", pipeline.Now));
        await RunUntilAsync(pipeline, Monday.AddHours(2));
        Assert.Contains("Rust tot 1 feb 2027", pipeline.Mails.Taken[^1].Mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Weeks_of_an_absence_are_told_together_afterwards()
    {
        var away = new Absence(new DateOnly(2026, 9, 25), new DateOnly(2026, 10, 9));
        using var pipeline = await Collecting.StartAsync(Some.Now.AddDays(-3), change: each => each.Id == "fenna" ? each with { Absences = [away] } : each);
        await pipeline.RunDigestAsync();
        pipeline.Time.SetUtcNow(Some.Now);
        await pipeline.ProcessAsync(Some.Whitepaper(1));
        pipeline.Time.SetUtcNow(Some.Now.AddDays(8));
        await pipeline.ProcessAsync(Some.Activity(2, "whitepaper-downloaded", "wp-laden-wagenpark", pipeline.Now));
        await RunUntilAsync(pipeline, Monday.AddDays(20));
        var mail = Assert.Single(pipeline.Mails.Taken);
        Assert.Equal(Monday.AddDays(14), mail.At);
        Assert.Contains(pipeline.Playbook.Content["wp-netcongestie"].Title.In("nl"), mail.Mail.Text, StringComparison.Ordinal);
        Assert.Contains(pipeline.Playbook.Content["wp-laden-wagenpark"].Title.In("nl"), mail.Mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_digest_that_the_provider_does_not_take_leaves_later()
    {
        using var pipeline = await InterestedAsync();
        pipeline.Mails.Next(new Delivery.Failed(DeliveryFailure.RateLimited, "429", Monday.AddMinutes(20)));
        await RunUntilAsync(pipeline, Monday.AddHours(2));
        Assert.Equal(Monday.AddMinutes(30), Assert.Single(pipeline.Mails.Taken).At);
    }

    [Fact]
    public async Task Where_nothing_is_due_nothing_is_read()
    {
        using var pipeline = await InterestedAsync();
        await RunUntilAsync(pipeline, Monday.AddHours(1));
        var mark = pipeline.Storage.Mark();
        await RunUntilAsync(pipeline, Monday.AddDays(6));
        Assert.Empty(pipeline.Storage.CallsSince(mark));
    }

    [Fact]
    public async Task However_a_call_fails_it_leaves_once()
    {
        var calls = await PlayAsync(0, FaultKind.Before, dies: false);
        Assert.InRange(calls, 4, 15);
        foreach (var dies in new[] { false, true })
            foreach (var kind in new[] { FaultKind.Before, FaultKind.LoseAnswer })
                for (var n = 1; n <= calls; n++) await PlayAsync(n, kind, dies);
    }

    private static async Task<int> PlayAsync(int n, FaultKind kind, bool dies)
    {
        using var pipeline = await InterestedAsync();
        await RunUntilAsync(pipeline, Monday.AddMinutes(-15));
        var (left, dead, struck, mark) = (n, false, (StorageCall?)null, pipeline.Storage.Mark());
        pipeline.Storage.Pause = (_, _) => dead ? throw new ProcessDiedException() : ValueTask.CompletedTask;
        pipeline.Storage.Fail(call =>
        {
            if (--left != 0) return null;
            (struck, dead) = (call, dies);
            return kind;
        });
        for (var quarter = 0; quarter < 16; quarter++)
        {
            pipeline.Time.SetUtcNow(Monday.AddMinutes(15 * quarter));
            try
            {
                await pipeline.RunDigestAsync();
            }
            catch (Exception) when (struck is not null)
            {
                // The fault itself: the next run tries again.
            }
            if (!dead) continue;
            dead = false;
            pipeline.Restart();
        }
        Assert.Equal(n > 0, struck is not null);
        var unknown = struck is { Operation: "table:replace", Resource: TableNames.Mails, Fault: FaultKind.Before };
        Assert.Equal((struck, unknown ? 2 : 1), (struck, pipeline.Mails.Taken.Count));
        Assert.Single(pipeline.Mails.Taken.Select(mail => mail.Id).Distinct());
        Assert.Equal("2026-09-28", pipeline.Storage.Rows(TableNames.Digests).Single(row => row.PartitionKey == "fenna").GetString("Before"));
        return pipeline.Storage.CountSince(mark);
    }

    private static async Task<Pipeline> InterestedAsync(Company? company = null)
    {
        var pipeline = await Pipeline.StartAsync(Some.Now, [company ?? Some.Transport]);
        await pipeline.ProcessAsync(Some.Whitepaper(1));
        await pipeline.ProcessAsync(Some.Activity(5, "whitepaper-downloaded", "wp-netcongestie"));
        return pipeline;
    }

    // Both timers, every quarter of an hour.
    private static async Task RunUntilAsync(Pipeline pipeline, DateTimeOffset until)
    {
        var next = new DateTimeOffset(pipeline.Now.Ticks - (pipeline.Now.Ticks % TimeSpan.FromMinutes(15).Ticks), TimeSpan.Zero);
        while ((next = next.AddMinutes(15)) <= until)
        {
            if (next > pipeline.Now) pipeline.Time.SetUtcNow(next);
            await pipeline.RunDigestAsync();
        }
    }
}
