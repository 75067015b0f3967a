using Intake.Playbooks;
using Intake.Submissions;
using Intake.Submissions.Forms;
using Intake.Telemetry;
using Microsoft.Extensions.Logging;

namespace Intake.Papers;

/// <summary>Makes a download an activity: of a person and a piece of content once a UTC day, however often it is opened.</summary>
public sealed partial class Downloads(SubmissionDesk desk, IntakeMetrics metrics, TimeProvider time, ILogger<Downloads> logger)
{
    /// <summary>Where these submissions come from.</summary>
    public const string Source = "download";

    /// <summary>Counts a download, where it is one. Nothing is promised to the reader, who came for the file: what the queue does not take is
    /// logged and counted as missed, and they get the file all the same.</summary>
    /// <param name="item">What is downloaded.</param>
    /// <param name="person">Key of the person.</param>
    /// <param name="free">It was not asked for: it counts only with consent to tracking.</param>
    /// <param name="request">The request.</param>
    public async Task CountAsync(ContentItem item, string person, bool free, DownloadRequest request)
    {
        if (!DownloadCounting.Counts(request) || ContentActivities.Download(item) is not { } activity)
        {
            metrics.Downloaded(item.Kind, "not-counted");
            return;
        }
        var entry = EntryOf(item, activity, person, free);
        var accepted = await desk.AcceptAsync(entry, SubmissionKey.Message($"{item.Id}:{(free ? "free:" : "")}{time.GetUtcNow().UtcDateTime:yyyy-MM-dd}"));
        metrics.Downloaded(item.Kind, accepted.IsValid ? "counted" : "missed");
        if (!accepted.IsValid) Missed(logger, item.Id, person);
    }

    // Everything in it is the same all day, so that a repeat is a duplicate and no conflict.
    private static Entry EntryOf(ContentItem item, string activity, string person, bool free)
    {
        var entry = new Entry { Source = Source, Content = item.Id, Activity = activity, Contact = new Contact { Email = "" }, PersonId = person };
        return free ? entry with { Tracked = true, Fields = entry.Fields.Add("free", "true") } : entry;
    }

    [LoggerMessage(1006, LogLevel.Error, "A download of {Content} by person {PersonId} could not be counted")]
    private static partial void Missed(ILogger logger, string content, string personId);
}
