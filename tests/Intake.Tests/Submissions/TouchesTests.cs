using System.Collections.Immutable;
using CsCheck;
using Intake.Accounts;
using Intake.Submissions;
using Intake.Tests.Playbooks;

namespace Intake.Tests.Submissions;

public class TouchesTests
{
    [Fact]
    public void Hidden_fields_become_the_touch_and_others_stay()
    {
        var entry = Touches.Read(Entry(
            ("utm_source", "linkedin"), ("utm_medium", "cpc"), ("utm_campaign", "Netcongestie"), ("utm_term", " net  vol "), ("utm_content", ""),
            ("li_fat_id", "abc"), ("landingPage", "https://www.lichtveld.example/laden?x=1"), ("referrer", "https://www.linkedin.com/"), ("colour", "blue")));

        Assert.Equal(["colour"], entry.Fields.Keys);
        Assert.Equal(new Touch
        {
            Source = "linkedin", Medium = "cpc", Campaign = "Netcongestie", Term = "net vol", ClickId = "li_fat_id:abc",
            LandingPage = "https://www.lichtveld.example/laden?x=1", Referrer = "https://www.linkedin.com/",
        }, entry.Touch);
        Assert.Equal("grid-autumn", SamplePlaybook.Instance.Campaigns.Of(entry.Touch)?.Id);
    }

    [Fact]
    public void A_campaign_of_nobody_is_none() => Assert.Null(SamplePlaybook.Instance.Campaigns.Of(new Touch { Campaign = "other" }));

    [Fact]
    public void Without_such_fields_nothing_changes() => Assert.Null(Touches.Read(Entry(("colour", "blue"))).Touch);

    [Fact]
    public void Whatever_is_in_them_is_short_text_on_one_line() => Gen.String[0, 2000].Sample(text =>
    {
        var touch = Touches.Read(Entry(("utm_source", text), ("referrer", text), ("gclid", text), ("utm_medium", "x"))).Touch!;
        Assert.All(new[] { touch.Source, touch.Referrer, touch.ClickId }, value => Assert.True(value is null || (value.Length <= 510 && !value.Any(char.IsControl))));
    });

    [Fact]
    public void The_first_and_the_last_touch_do_not_depend_on_the_order() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 9], (day, id) => new TouchPoint(new Touch { Source = $"{day}{id}" }, DateTimeOffset.UnixEpoch.AddDays(day), $"{id}"))
            .Array[1, 8].Sample(points =>
            {
                TouchPoint? first = null, last = null;
                foreach (var point in points) (first, last) = (TouchPoint.First(first, point), TouchPoint.Last(last, point));
                var sorted = points.OrderBy(point => point.At).ThenBy(point => point.By, StringComparer.Ordinal).ToList();
                Assert.Equal((sorted[0], sorted[^1]), (first, last));
            });

    private static Entry Entry(params (string Name, string Value)[] fields) => new()
    {
        Source = "form", Content = "demo", Activity = "demo-requested", Contact = new Contact { Email = "a@b.example" },
        Fields = fields.ToImmutableSortedDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal),
    };
}
