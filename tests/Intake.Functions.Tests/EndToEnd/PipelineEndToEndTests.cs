using System.Net.Http.Json;

namespace Intake.Functions.Tests.EndToEnd;

/// <summary>The whole way, on the app as a separate process: submissions in, the right mails out.</summary>
public sealed class PipelineEndToEndTests(Azurite azurite)
{
    [Fact]
    public async Task Three_kinds_of_submissions_lead_to_the_right_mails()
    {
        await using var app = await RunningApp.StartAsync(azurite);
        var tag = Unique();

        var asked = await app.PostFormAsync("demo", Demo($"anna.{tag}@kanaal-{tag}.example", "Anna", $"Kanaal {tag}"));
        var whitepaper = await app.PostAsync("/api/whitepapers/wp-laden-wagenpark", JsonContent.Create(new
        {
            email = $"bea.{tag}@haven-{tag}.example", firstName = "Bea", lastName = "Vos", company = $"Haven {tag}",
        }), []);
        var (path, content, headers) = Zoom.Registration($"cor.{tag}@dijk-{tag}.example", "Cor", "Smit", $"Dijk {tag}");
        var webinar = await app.PostAsync(path, content, headers);

        Assert.Equal("scored", await app.OutcomeAsync(asked));
        Assert.Equal("scored", await app.OutcomeAsync(whitepaper));
        Assert.Equal("scored", await app.OutcomeAsync(webinar));

        var mail = await app.MailAboutAsync($"Kanaal {tag}");
        Assert.Contains("Anna", mail.Text, StringComparison.Ordinal);
        Assert.EndsWith("@lichtveld.example", mail.To, StringComparison.Ordinal);
        await app.RunHandoffAsync();
        Assert.Single(app.SendGrid.About($"Kanaal {tag}"));
        Assert.Empty(app.SendGrid.About($"Haven {tag}"));
        Assert.Empty(app.SendGrid.About($"Dijk {tag}"));
    }

    [Fact]
    public async Task The_same_submission_fifty_times_at_once_is_one_mail()
    {
        await using var app = await RunningApp.StartAsync(azurite);
        var tag = Unique();
        var fields = Demo($"dirk.{tag}@vijftig-{tag}.example", "Dirk", $"Vijftig {tag}");

        var posts = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => app.PostFormAsync("demo", fields, idempotencyKey: tag)));
        foreach (var status in posts) Assert.Equal("scored", await app.OutcomeAsync(status, TimeSpan.FromSeconds(60)));

        var mail = await app.MailAboutAsync($"Vijftig {tag}");
        await app.RunHandoffAsync();
        Assert.Single(app.SendGrid.About($"Vijftig {tag}"));
        Assert.DoesNotContain("2x", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_new_persons_of_a_new_company_at_the_same_moment_are_both_there()
    {
        await using var app = await RunningApp.StartAsync(azurite);
        var tag = Unique();

        var both = await Task.WhenAll(
            app.PostFormAsync("demo", Demo($"els.{tag}@samen-{tag}.example", "Els", $"Samen {tag}")),
            app.PostFormAsync("demo", Demo($"frits.{tag}@samen-{tag}.example", "Frits", $"Samen {tag}")));
        foreach (var status in both) Assert.Equal("scored", await app.OutcomeAsync(status));

        var mail = await app.MailAboutAsync($"Samen {tag}");
        Assert.Contains("Els", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Frits", mail.Text, StringComparison.Ordinal);
    }

    internal static object Demo(string email, string firstName, string company) => new
    {
        email, firstName, lastName = "Jansen", company, jobTitle = "Operations manager", phone = "0612345678", country = "NL",
        proposition = "charging", message = $"Please show us how charging works at {company}.",
    };

    internal static string Unique() => Guid.NewGuid().ToString("N")[..8];
}
