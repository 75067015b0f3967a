using System.Diagnostics;

namespace Intake.Telemetry;

/// <summary>The activity source of the pipeline's own steps.</summary>
public static class Tracing
{
    /// <summary>Name under which an exporter listens.</summary>
    public const string SourceName = "Intake";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Continues the trace of whoever put a message.</summary>
    public static Activity? Continue(string step, string? traceparent) =>
        Source.StartActivity(step, ActivityKind.Consumer, traceparent);
}
