using Intake.Accounts;
using Intake.Tests.Stories;

namespace Intake.Functions.Tests.Flow;

/// <summary>The sample playbook's stories, through every queue and table.</summary>
public sealed class StoryFlowTests
{
    // When (UTC), to whom, what about.
    private static readonly Dictionary<string, string[]> Mails = new()
    {
        ["01-ingrid.json"] = ["09-24 14:05 fenna: Hoekstra Transport: Ingrid volgde Energie-webinar: pieken…"],
        ["02-daan.json"] = ["10-09 20:40 bram: Visser Installatie: Daan vroeg een demo aan"],
        ["03-lecturer.json"] =
        [
            "10-08 12:00 bram: Hogeschool: Iemand downloadde Prijslijst energie",
            "10-15 14:05 bram: Hogeschool: Iemand volgde Energie-webinar: pieken afvlakken",
        ],
        ["05-petra.json"] = ["10-14 11:00 sanne: Aalbers Groothandel: Petra sprak met ons"],
        ["06-kees.json"] = ["09-10 13:00 bram: Administratiekantoor De Boer: Kees stelde een vraag"],
        ["07-customer.json"] =
        [
            "09-14 07:00 bram: Pauw Logistiek: Iemand vroeg om Whitepaper: wachten op een…",
            "09-15 06:30 bram: Pauw Logistiek: Iemand downloadde Whitepaper: wachten op…",
            "09-21 12:00 bram: Pauw Logistiek: Iemand downloadde Prijslijst energie",
        ],
        ["08-hospital.json"] =
        [
            "10-08 09:00 fenna: Ziekenhuis Oost: Iemand rekende met Rekenhulp piekvermogen",
            "10-12 08:00 fenna: Ziekenhuis Oost: Iemand schreef zich in voor Energie-webin…",
        ],
        ["08-one-person.json"] =
        [
            "10-08 09:00 fenna: Ziekenhuis Oost: Iemand rekende met Rekenhulp piekvermogen",
            "10-12 08:00 fenna: Ziekenhuis Oost: Iemand schreef zich in voor Energie-webin…",
        ],
        ["10-mohamed.json"] =
        [
            "02-12 14:05 sanne: Maakbedrijf Zuid: Mohamed volgde Energie-webinar: pieken…",
            "09-08 12:00 sanne: Maakbedrijf Zuid: Mohamed downloadde Prijslijst energie",
        ],
        ["12-eva.json"] = ["10-06 12:00 bram: Smit Machines: Eva downloadde Prijslijst laden"],
        ["14-referral.json"] = ["11-03 09:00 fenna: Van Dijk Vastgoed: Iemand is doorverwezen"],
        ["19-price-list.json"] = ["10-15 12:00 bram: Perfect Fit: Iemand downloadde Prijslijst energie"],
        ["21-two-gates.json"] = ["09-24 14:05 fenna: Hoekstra Transport: Ingrid volgde Energie-webinar: pieken…"],
    };

    [Theory, MemberData(nameof(Story.Files), MemberType = typeof(Story))]
    public async Task A_story_comes_true_through_the_handlers(string file)
    {
        var story = Story.Read(file);
        using var pipeline = await Pipeline.StartAsync(
            story.Timeline.First(moment => moment.Do is not null).Do!.At, new[] { story.Company, story.Claims }.OfType<Company>());
        pipeline.Playbook = story.Rules;
        var driver = new FlowDriver(story, pipeline);

        await StoryRunner.PlayAsync(story, driver);
        await pipeline.RunUntilAsync(pipeline.Now.AddDays(4));

        Assert.Empty(pipeline.Pump.Failures);
        Assert.Equal(Mails.GetValueOrDefault(file, []), pipeline.Mails.Taken.Select(mail => $"{mail.At:MM-dd HH:mm} {mail.To.Split('@')[0]}: {mail.Mail.Subject}"));
        Assert.All(pipeline.Mails.Taken, mail => Assert.InRange(mail.Mail.Subject.Length, 1, 59));
    }

    [Fact]
    public async Task The_mail_says_how_long_they_stayed()
    {
        var story = Story.Read("01-ingrid.json");
        using var pipeline = await Pipeline.StartAsync(story.Timeline.First(moment => moment.Do is not null).Do!.At, [story.Company!]);
        await StoryRunner.PlayAsync(story, new FlowDriver(story, pipeline));
        Assert.Contains("48 van de 60 minuten", Assert.Single(pipeline.Mails.Taken).Mail.Text, StringComparison.Ordinal);
    }
}
