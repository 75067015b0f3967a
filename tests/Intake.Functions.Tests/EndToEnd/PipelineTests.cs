using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Data.Tables;
using Intake.Storage;

namespace Intake.Functions.Tests.EndToEnd;

/// <summary>The whole way: submissions in, the right mails out.</summary>
public sealed class PipelineTests(RunningApp app) : IClassFixture<RunningApp>
{
    [Fact]
    public async Task Every_kind_of_submission_leads_to_the_right_mails()
    {
        var tag = Some.Tag();

        var asked = await app.PostFormAsync("demo", Some.Demo($"anna.{tag}@kanaal-{tag}.example", "Anna", $"Kanaal {tag}"));
        var whitepaper = await app.PostAsync("/api/whitepapers/wp-laden-wagenpark", JsonContent.Create(new
        {
            email = $"bea.{tag}@haven-{tag}.example", firstName = "Bea", lastName = "Vos", company = $"Haven {tag}",
        }), HttpStatusCode.Accepted);
        var (path, content, headers) = Zoom.Registration($"cor.{tag}@dijk-{tag}.example", "Cor", "Smit", $"Dijk {tag}");
        var registered = await app.PostAsync(path, content, HttpStatusCode.OK, headers);
        (path, content, headers) = StandardWebhook.Attended($"dees.{tag}@sluis-{tag}.example", "Dees", $"Sluis {tag}");
        var attended = await app.PostAsync(path, content, HttpStatusCode.Accepted, headers);
        foreach (var status in (string[])[asked, whitepaper, registered, attended]) Assert.Equal("scored", await app.OutcomeAsync(status));

        var mail = await app.MailAboutAsync($"Kanaal {tag}");
        Assert.Contains("Anna", mail.Text, StringComparison.Ordinal);
        Assert.EndsWith("@lichtveld.example", mail.To, StringComparison.Ordinal);
        Assert.Single(await app.AllMailsAboutAsync($"Kanaal {tag}"));
        foreach (var cold in (string[])["Haven", "Dijk", "Sluis"]) Assert.Empty(app.SendGrid.About($"{cold} {tag}"));
    }

    [Fact]
    public async Task The_same_submission_fifty_times_at_once_is_one_mail()
    {
        var tag = Some.Tag();
        var fields = Some.Demo($"dirk.{tag}@vijftig-{tag}.example", "Dirk", $"Vijftig {tag}");

        var posts = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => app.PostFormAsync("demo", fields, idempotencyKey: tag)));
        foreach (var status in posts) Assert.Equal("scored", await app.OutcomeAsync(status));

        await app.MailAboutAsync($"Vijftig {tag}");
        Assert.Single(await app.AllMailsAboutAsync($"Vijftig {tag}"));
        if (app.Storage is { } storage) await CountedOnceAsync(new TableClient(storage.ConnectionString, TableNames.Accounts), $"Vijftig {tag}");
    }

    [Fact]
    public async Task Two_new_persons_of_a_new_company_at_the_same_moment_are_both_there()
    {
        var tag = Some.Tag();

        var both = await Task.WhenAll(
            app.PostFormAsync("demo", Some.Demo($"els.{tag}@samen-{tag}.example", "Els", $"Samen {tag}")),
            app.PostFormAsync("demo", Some.Demo($"frits.{tag}@samen-{tag}.example", "Frits", $"Samen {tag}")));
        foreach (var status in both) Assert.Equal("scored", await app.OutcomeAsync(status));

        var mail = await app.MailAboutAsync($"Samen {tag}");
        Assert.Contains("Els", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Frits", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_for_sales_is_sent_on_to_its_mailbox()
    {
        var tag = Some.Tag();

        var status = await app.PostFormAsync("contact", new
        {
            subject = "invoice", email = $"gerda.{tag}@betaald-{tag}.example", company = $"Betaald {tag}", message = "Invoice 12 came twice.",
        });
        Assert.Equal("forwarded", await app.OutcomeAsync(status));

        await app.MailAboutAsync($"Betaald {tag}");
        var mail = Assert.Single(await app.AllMailsAboutAsync($"Betaald {tag}"));
        Assert.Equal("administratie@lichtveld.example", mail.To);
        Assert.Contains("Invoice 12 came twice.", mail.Text, StringComparison.Ordinal);
    }

    private static async Task CountedOnceAsync(TableClient accounts, string company)
    {
        var rows = await accounts.QueryAsync<TableEntity>(row => row.RowKey.CompareTo("z:submission:") >= 0).ToListAsync();
        var submission = Assert.Single(rows, row => row.RowKey.StartsWith("z:submission:", StringComparison.Ordinal) && row.GetString("Data").Contains(company, StringComparison.Ordinal));
        var account = await accounts.QueryAsync<TableEntity>(row => row.PartitionKey == submission.PartitionKey).ToListAsync();

        Assert.DoesNotContain(account, row => row.RowKey.StartsWith("z:conflict:", StringComparison.Ordinal));
        var lead = Assert.Single(account, row => row.RowKey.StartsWith(Rows.LeadPrefix, StringComparison.Ordinal));
        var counts = JsonSerializer.Deserialize(lead.GetString("Data"), IntakeJson.Default.Lead)!.Persons.Values.SelectMany(person => person.Buckets.Values);
        Assert.Equal(1, counts.Sum(days => days.Values.Sum()));
    }
}
