using System.Diagnostics.Metrics;
using Intake.Submissions;

namespace Intake.Telemetry;

/// <summary>What is counted, a method per event. Tags are few and never personal.</summary>
public sealed class IntakeMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Intake";

    private readonly Counter<long> accepted, rejected, late, quarantined, ignored, kept, downloads, enrichment, mails;

    /// <summary>Creates the instruments.</summary>
    public IntakeMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        accepted = meter.CreateCounter<long>("intake.submissions.accepted");
        rejected = meter.CreateCounter<long>("intake.submissions.rejected");
        late = meter.CreateCounter<long>("intake.webhooks.late");
        quarantined = meter.CreateCounter<long>("intake.submissions.quarantined");
        ignored = meter.CreateCounter<long>("intake.webhooks.ignored");
        kept = meter.CreateCounter<long>("intake.webhooks.kept");
        downloads = meter.CreateCounter<long>("intake.downloads");
        enrichment = meter.CreateCounter<long>("intake.enrichment");
        mails = meter.CreateCounter<long>("intake.mails");
    }

    /// <summary>A submission is on the queue.</summary>
    public void Accepted(string source, string activity) => accepted.Add(1, new("source", source), new("activity", activity));

    /// <summary>A call was kept whole, to be read from the queue.</summary>
    public void Kept(string provider) => kept.Add(1, new KeyValuePair<string, object?>("provider", provider));

    /// <summary>An input was refused.</summary>
    public void Rejected(string source, RejectionKind kind) => rejected.Add(1, new("source", source), new("kind", kind.ToString()));

    /// <summary>A genuine call with an old timestamp was accepted.</summary>
    public void Late(string provider) => late.Add(1, new KeyValuePair<string, object?>("provider", provider));

    /// <summary>A submission is set apart.</summary>
    public void Quarantined(string source, string reason) => quarantined.Add(1, new("source", source), new("reason", reason));

    /// <summary>A genuine call told something we have no use for.</summary>
    public void Ignored(string provider) => ignored.Add(1, new KeyValuePair<string, object?>("provider", provider));

    /// <summary>A file was asked for: <c>counted</c>, <c>not-counted</c>, or <c>missed</c> when the queue did not take it.</summary>
    public void Downloaded(string kind, string outcome) => downloads.Add(1, new("kind", kind), new("outcome", outcome));

    /// <summary>A provider was asked about a company, or the name servers about its mail: what came of it.</summary>
    public void Enriched(string provider, string result) => enrichment.Add(1, new("provider", provider), new("result", result));

    /// <summary>What became of a mail: <c>sent</c>, <c>unknown</c>, <c>put-off</c>, <c>refused</c>, sent again as a possible <c>repeat</c>;
    /// what its events told: <c>taken</c>, <c>delivered</c>, <c>failed</c>, or <c>unclaimed</c> where no such mail is known.</summary>
    public void Mailed(string outcome) => mails.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
