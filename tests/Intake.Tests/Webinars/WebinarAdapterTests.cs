using System.Text;
using System.Text.Json.Nodes;
using Intake.Submissions;
using Intake.Submissions.Sources;
using Intake.Tests.Submissions.Support;
using Intake.Webinars;

namespace Intake.Tests.Webinars;

public sealed class WebinarAdapterTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Webinars", "Golden");

    [Fact]
    public void Zooms_registration_and_its_course_are_of_one_partition_though_one_id_is_a_number_and_the_other_a_text()
    {
        var registered = Entry("zoom", "registration_created").Webinar!.Webinars.Single();
        foreach (var name in (string[])["participant_joined", "participant_left", "started", "ended"])
            Assert.Equal(registered.Partition, Assert.IsType<Reading.Course>(Read("zoom", name)).Happened.Webinar.Partition);
    }

    [Fact]
    public void A_webinar_that_is_no_series_is_registered_for_whenever_it_takes_place() =>
        Assert.Null(Entry("zoom", "registration_created", body => body["payload"]!["object"]!["type"] = 5).Webinar!.Occurrence);

    [Fact]
    public void One_registration_for_a_whole_series_is_one_for_each_day()
    {
        var registration = Entry("zoom", "registration_created", body => body["payload"]!["object"]!["occurrences"]!.AsArray()
            .Add(new JsonObject { ["occurrence_id"] = "2", ["start_time"] = "2021-07-21T02:44:51Z" })).Webinar!;
        Assert.Equal(["2021-07-13", "2021-07-20"], registration.Webinars.Select(webinar => webinar.Occurrence));
    }

    [Fact]
    public void Created_and_approved_are_one_registration()
    {
        var (created, approved) = (Entry("zoom", "registration_created"), Entry("zoom", "registration_approved"));
        Assert.NotNull(created.ActivityKey);
        Assert.Equal((created.ActivityKey, created.Activity), (approved.ActivityKey, approved.Activity));
    }

    [Theory]
    [InlineData("registration_cancelled")]
    [InlineData("registration_denied")]
    public void Cancelled_and_denied_are_not_coming(string name)
    {
        var entry = Entry("zoom", name);
        Assert.Equal("webinar-cancelled", entry.Activity);
        Assert.True(Registrant.Of(SubmissionMaker.Make(Sample.Keys, entry, "a", SubmissionKey.Message("1"), Sample.Now), "p", "r").Cancelled);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("participant")]
    public void A_course_without_what_it_needs_is_kept_whole(string missing)
    {
        var reading = Read("zoom", "participant_left", body =>
        {
            body["payload"]!["object"]!.AsObject().Remove(missing);
            body["event_ts"] = "soon";
        });
        Assert.IsType<Reading.Unmapped>(reading);
    }

    [Fact]
    public void Gotos_keys_are_read_to_the_last_digit_as_number_and_as_text()
    {
        var joined = Read("goto", "joined");
        Assert.Equal("8325357307900339981", Entry("goto", "joined").Fields["registrantKey"]);
        Assert.Equal("24576065432313123456", Entry("goto", "joined-large").Fields["registrantKey"]);
        var asText = Read("goto", "joined", body => body["webinarKey"] = "5620084814059709442");
        Assert.Equal(Assert.IsType<Reading.Received>(joined).Items[0].Entry.ActivityKey, Assert.IsType<Reading.Received>(asText).Items[0].Entry.ActivityKey);
        Assert.NotEqual(Entry("goto", "joined").ActivityKey, Entry("goto", "joined", body => body["webinarKey"] = 5620084814059709443).ActivityKey);
    }

    [Fact]
    public void Livestorms_own_people_are_not_leads()
    {
        Assert.IsType<Reading.Ignored>(Read("livestorm", "attended", body => body["data"]!["attributes"]!["role"] = "team_member"));
        Assert.IsType<Reading.Ignored>(Read("livestorm", "attended", body => body["data"]!["attributes"]!["registrant_detail"]!["is_guest_speaker"] = true));
    }

    [Theory]
    [InlineData("session.ended")]
    [InlineData("event.created")]
    public void Livestorms_other_events_are_ignored(string name) =>
        Assert.IsType<Reading.Ignored>(Read("livestorm", "attended", body => body["data"]!["meta"]!["webhook"]!["event"] = name));

    [Fact]
    public void Attended_and_not_attended_are_one_activity() =>
        Assert.Equal(Entry("livestorm", "attended").ActivityKey, Entry("livestorm", "not_attended").ActivityKey);

    [Theory]
    [InlineData("livestorm", "registered", "email")]
    [InlineData("livestorm", "registered", "registrant_detail")]
    [InlineData("livestorm", "registered", "event_id")]
    [InlineData("livestorm", "registered", "event")]
    [InlineData("goto", "added", "email")]
    [InlineData("goto", "added", "webinarKey")]
    [InlineData("goto", "added", "eventName")]
    public void A_renamed_field_loses_nothing(string provider, string name, string field)
    {
        var text = File.ReadAllText(Path.Combine(Folder, provider, name, "request.json")).Replace($"\"{field}\":", $"\"{field}_2\":", StringComparison.Ordinal);
        Assert.IsType<Reading.Unmapped>(Read(provider, Encoding.UTF8.GetBytes(text)));
    }

    private static Entry Entry(string provider, string name, Action<JsonNode>? change = null) =>
        Assert.Single(Assert.IsType<Reading.Received>(Read(provider, name, change)).Items).Entry;

    private static Reading Read(string provider, string name, Action<JsonNode>? change = null)
    {
        var body = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, provider, name, "request.json")))!;
        change?.Invoke(body);
        return Read(provider, Encoding.UTF8.GetBytes(body.ToJsonString()));
    }

    private static Reading Read(string provider, byte[] body) =>
        Providers.All[provider].Read(Calls.Kept(provider, WebinarGoldenTests.Call(provider, body)), Sample.Playbook);
}
