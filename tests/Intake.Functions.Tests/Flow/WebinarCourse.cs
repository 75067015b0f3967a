using System.Text;
using System.Text.Json;
using Intake.Storage;
using Intake.Submissions.Sources;

namespace Intake.Functions.Tests.Flow;

/// <summary>Zoom's calls for one webinar that takes place from two to three in the afternoon, as the door keeps them.</summary>
internal static class WebinarCourse
{
    private const long Id = 93201836192;

    public static readonly DateTimeOffset Starts = Some.Now.AddHours(2), Ends = Starts.AddHours(1);

    public static ProviderCall Registration(string email, string registrant, string what = "created") => Call("registration_" + what, Some.Now, new
    {
        id = Id, type = 5, start_time = Text(Starts), duration = 60, timezone = "Europe/Amsterdam", topic = "Energie-webinar",
        registrant = new { id = registrant, email, first_name = "Ingrid", last_name = "Hoekstra", job_title = "Facility manager", role_in_purchase_process = "Influencer" },
    });

    public static ProviderCall Joined(int minute, string registrant, string device = "a", string email = "") => Call("participant_joined", Starts.AddMinutes(minute), Body(new
    {
        user_name = "Ingrid", email, registrant_id = registrant, participant_uuid = device, join_time = Text(Starts.AddMinutes(minute)),
    }));

    public static ProviderCall Left(int minute, string registrant, string device = "a", string email = "") => Call("participant_left", Starts.AddMinutes(minute), Body(new
    {
        user_name = "Ingrid", email, registrant_id = registrant, participant_uuid = device, leave_time = Text(Starts.AddMinutes(minute)),
    }));

    public static ProviderCall Ended() => Call("ended", Ends, new
    {
        id = Id.ToString(System.Globalization.CultureInfo.InvariantCulture), type = 5, start_time = Text(Starts), end_time = Text(Ends), duration = 60,
        timezone = "Europe/Amsterdam", practice_session = false,
    });

    /// <summary>Puts a call as the door does.</summary>
    public static Task CallAsync(this Pipeline pipeline, ProviderCall call) => pipeline.Get<MessageQueue>().PutAsync(
        QueueNames.Calls, "calls", call.Id, [call with { ReceivedAt = pipeline.Now }], IntakeJson.Default.EnvelopeProviderCall, default);

    private static object Body(object participant) => new
    {
        id = Id.ToString(System.Globalization.CultureInfo.InvariantCulture), type = 5, start_time = Text(Starts), duration = 60, timezone = "Europe/Amsterdam", participant,
    };

    private static ProviderCall Call(string what, DateTimeOffset at, object body)
    {
        var json = JsonSerializer.Serialize(new { @event = "webinar." + what, event_ts = at.ToUnixTimeMilliseconds(), payload = new { account_id = "a", @object = body } });
        return new ProviderCall { Id = Keys.Id("zoom", json), Provider = "zoom", Body = Encoding.UTF8.GetBytes(json), ReceivedAt = at };
    }

    private static string Text(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
}
