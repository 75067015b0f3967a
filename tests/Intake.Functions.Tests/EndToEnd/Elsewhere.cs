using Intake.LocalHost;

namespace Intake.Functions.Tests.EndToEnd;

/// <summary>Settings that point the tests at an app that already runs, of either host; without <c>INTAKE_URL</c> they start their own.</summary>
internal static class Elsewhere
{
    private static readonly Lazy<Task<SendGridStandIn>> Shared = new(() => SendGridStandIn.StartAsync(Setting("INTAKE_SENDGRID")
        ?? throw new InvalidOperationException("INTAKE_URL is set, so set INTAKE_SENDGRID to the address at which that app looks for SendGrid.")));

    /// <summary>Why a test of the app as a process is left out.</summary>
    internal const string NotOurs = "Only an app that the tests start themselves may be treated like that.";

    internal static string? Url { get; } = Setting("INTAKE_URL");

    internal static bool IsSet => Url is not null;

    internal static string MasterKey { get; } = Setting("INTAKE_MASTER_KEY") ?? LocalDefaults.MasterKey;

    internal static string FunctionKey { get; } = Setting("INTAKE_FUNCTION_KEY") ?? LocalDefaults.FunctionKey;

    internal static string ZoomSecret { get; } = Setting("INTAKE_ZOOM_SECRET") ?? LocalDefaults.ZoomSecret;

    internal static string StandardSecret { get; } = Setting("INTAKE_STANDARD_SECRET") ?? LocalDefaults.StandardSecret;

    /// <summary>There is one address, so one stand-in for all tests; it ends with the process.</summary>
    internal static Task<SendGridStandIn> SendGridAsync() => Shared.Value;

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
