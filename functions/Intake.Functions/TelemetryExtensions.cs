using Intake.Telemetry;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Functions;

/// <summary>Telemetry to Application Insights.</summary>
internal static class TelemetryExtensions
{
    private const string ConnectionString = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>Sends telemetry where a connection string says so; Application Insights refuses to start without one.</summary>
    public static void AddTelemetry(this FunctionsApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration[ConnectionString])) return;
        builder.Services.AddApplicationInsightsTelemetryWorkerService();
        builder.Services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddSource(Tracing.SourceName))
            .UseFunctionsWorkerDefaults();
    }
}
