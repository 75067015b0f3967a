using System.Text;
using Intake.Submissions;
using Intake.Submissions.Sources;
using Intake.Tests.Submissions.Support;

namespace Intake.Tests.Submissions;

public sealed class ZoomAdapterTests
{
    private const string Challenge = """{"payload":{"plainToken":"xys8n8PGS7mAU0m5-YJjRA"},"event_ts":1720705455858,"event":"endpoint.url_validation"}""";
    private const string Started = "{\"event\":\"meeting.started\",\"payload\":{\"account_id\":\"VjZoEArIT5y-HlWxkV-tVA\",\"object\":{\"duration\":60,\"start_time\":\"2024-07-11T14:12:55Z\",\"timezone\":\"America/New_York\",\"topic\":\"Test \\uD83D\\uDE92\\uD83D\\uDE92 ? - ’ - – \\uD83D\\uDE97 HOLA\",\"id\":\"85393847045\",\"type\":2,\"uuid\":\"jUh5o3dKQIytvcsfTtKBlg==\",\"host_id\":\"8lzIwvZTSOqjndWPbPqzuA\"}},\"event_ts\":1720707175904}";

    [Theory]
    [InlineData(Challenge, "1720705455", "v0=93a1a675965ceb9c5a50c5dfb31f20e50f763be37a54ef74cd2d16a1a8e5c0d6")]
    [InlineData(Started, "1720707175", "v0=1a14e79349318fa1bead50ebbd3c185ae078e182d3bbd30ab8010fcb7f4357c7")]
    public void Published_signatures_hold_and_any_changed_bit_does_not(string text, string timestamp, string signature)
    {
        var body = Encoding.UTF8.GetBytes(text);
        Assert.Equal(SignatureState.Valid, ZoomSignature.Check(Sample.ZoomSecret, timestamp, signature, body));
        Bits.ForEachChange(body, changed => Assert.NotEqual(SignatureState.Valid, ZoomSignature.Check(Sample.ZoomSecret, timestamp, signature, changed)));
        Bits.ForEachChange(signature, changed => Assert.NotEqual(SignatureState.Valid, ZoomSignature.Check(Sample.ZoomSecret, timestamp, changed, body)));
        Bits.ForEachChange(timestamp, changed => Assert.NotEqual(SignatureState.Valid, ZoomSignature.Check(Sample.ZoomSecret, changed, signature, body)));
        Bits.ForEachChange(Sample.ZoomSecret, changed => Assert.NotEqual(SignatureState.Valid, ZoomSignature.Check(changed, timestamp, signature, body)));
    }

    [Fact]
    public void The_published_challenge_is_answered() =>
        Assert.Equal("439d1ed256e8d5513d2acd195e0adc64bbbfeb6b795b9d1880534610b58c674c", ZoomSignature.Prove("UB_rdTwhTruoYCMr6x6-MQ", "qgg8vlvZRS6UYooatFL8Aw"));

    [Fact]
    public void A_challenge_is_proved_with_the_secret_that_signed_it()
    {
        var body = Encoding.UTF8.GetBytes(Challenge);
        Assert.Equal("old", ZoomAdapter.Verify(Calls.Of(body, Signing.Zoom(body, Sample.Now, "old"), "new", "old")).Secret);
        Assert.Equal(new Reading.Challenge("xys8n8PGS7mAU0m5-YJjRA"), Read(body));
    }

    [Fact]
    public void A_challenge_never_signs_something_else()
    {
        var body = Encoding.UTF8.GetBytes("""{"event":"endpoint.url_validation","payload":{"plainToken":"v0:1:{}"}}""");
        Assert.IsType<Reading.Broken>(Read(body));
    }

    [Theory]
    [InlineData("93201836192")]
    [InlineData("\"93201836192\"")]
    public void A_registration_is_the_same_whether_ids_are_numbers_or_strings(string id)
    {
        var received = Received(Registration().Replace(": 93201836192", ": " + id, StringComparison.Ordinal));
        Assert.Equal("pweb-energie", received.Entry.Content);
        Assert.Equal(Received(Registration()).MessageId, received.MessageId);
    }

    [Theory]
    [InlineData("1790258400000", "1790258400001")]
    [InlineData("\"reg-1\"", "\"reg-2\"")]
    [InlineData(": 93201836192", ": 93201836193")]
    public void Another_event_has_another_message_id(string from, string to) =>
        Assert.NotEqual(Received(Registration()).MessageId, Received(Registration().Replace(from, to, StringComparison.Ordinal)).MessageId);

    [Theory]
    [InlineData(0, false, false)]
    [InlineData(-299, false, false)]
    [InlineData(-301, true, false)]
    [InlineData(-86_400, true, false)]
    [InlineData(-86_401, true, true)]
    [InlineData(400, true, false)]
    public void Old_timestamps_are_late_and_then_for_the_quarantine(int seconds, bool late, bool old)
    {
        var body = Encoding.UTF8.GetBytes(Registration());
        var freshness = ZoomAdapter.Verify(Calls.Of(body, Signing.Zoom(body, Sample.Now.AddSeconds(seconds)), Sample.ZoomSecret)).Freshness;
        Assert.Equal((late, old), (freshness.IsLate, freshness.IsOld));
    }

    [Theory]
    [InlineData("\"email\": \"ingrid@hoekstra.example\"", "\"email\": \"\"", "payload.object.registrant.email")]
    [InlineData("\"registrant\"", "\"somebody\"", "payload.object.registrant")]
    [InlineData("\"event\"", "\"evnt\"", "event")]
    public void What_is_missing_is_told(string from, string to, string field)
    {
        var body = Encoding.UTF8.GetBytes(Registration().Replace(from, to, StringComparison.Ordinal));
        var unmapped = Assert.IsType<Reading.Unmapped>(Read(body));
        Assert.Equal(field, Assert.Single(unmapped.Rejection.Errors).Field);
    }

    [Fact]
    public void Other_events_are_ignored()
    {
        var body = "{\"event\":\"meeting.started\"}"u8.ToArray();
        Assert.IsType<Reading.Ignored>(Read(body));
    }

    internal static string Registration() => File.ReadAllText(Path.Combine(GoldenTests.Folder, "zoom", "registration", "request.json"));

    internal static Reading Read(byte[] body) =>
        ZoomAdapter.Read(Calls.Kept("zoom", Calls.Of(body, Signing.Zoom(body, Sample.Now), Sample.ZoomSecret)), Sample.Playbook);

    private static ReceivedItem Received(string text) => Assert.Single(Assert.IsType<Reading.Received>(Read(Encoding.UTF8.GetBytes(text))).Items);
}
