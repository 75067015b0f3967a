#pragma warning disable CS1591 // the members are those of Microsoft.Azure.Functions.Worker, documented there

using Intake.LocalHost.Functions;
using OpenTelemetry;

namespace Microsoft.Azure.Functions.Worker.OpenTelemetry;

public static class ConfigureFunctionsOpenTelemetry
{
    public static IOpenTelemetryBuilder UseFunctionsWorkerDefaults(this IOpenTelemetryBuilder builder) =>
        builder.WithTracing(tracing => tracing.AddSource(Invoker.ActivitySourceName));
}
