using Microsoft.Extensions.Configuration;

namespace Intake.LocalHost.Hosting;

/// <summary>What this host reads of <c>host.json</c>. Settings named <c>AzureFunctionsJobHost__...</c> override it, as on the real host.</summary>
internal sealed record HostJson(string RoutePrefix, QueueOptions Queues)
{
    internal const string OverrideSection = "AzureFunctionsJobHost";

    /// <summary>Reads the file next to the app.</summary>
    internal static HostJson Load(IConfiguration settings) => Load(settings, AppContext.BaseDirectory);

    internal static HostJson Load(IConfiguration settings, string directory)
    {
        var extensions = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(directory, "host.json"), optional: false)
            .AddConfiguration(settings.GetSection(OverrideSection))
            .Build()
            .GetSection("extensions");
        var queues = extensions.GetSection("queues").Get<QueueOptions>() ?? new QueueOptions();
        return new HostJson(extensions["http:routePrefix"] ?? "api", queues.Validated());
    }
}

/// <summary><c>extensions.queues</c> of <c>host.json</c>, with the real host's defaults.</summary>
internal sealed record QueueOptions
{
    /// <summary>How many messages are taken at once.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>When no more than this many run, the next batch is taken.</summary>
    public int? NewBatchThreshold { get; init; }

    /// <summary>The longest wait between two polls of an empty queue.</summary>
    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a message rests after a failure.</summary>
    public TimeSpan VisibilityTimeout { get; init; }

    /// <summary>How often a message is tried.</summary>
    public int MaxDequeueCount { get; init; } = 5;

    /// <summary>How messages are written: <c>base64</c> or <c>none</c>.</summary>
    public string MessageEncoding { get; init; } = "base64";

    /// <summary><see cref="NewBatchThreshold"/>, half the batch when not given.</summary>
    internal int Threshold => NewBatchThreshold ?? BatchSize / 2;

    /// <summary>True when message bodies are base64.</summary>
    internal bool IsBase64 => string.Equals(MessageEncoding, "base64", StringComparison.OrdinalIgnoreCase);

    internal QueueOptions Validated()
    {
        Require(BatchSize is >= 1 and <= 32, "batchSize must be 1 to 32");
        Require(Threshold >= 0, "newBatchThreshold must not be negative");
        Require(MaxPollingInterval >= TimeSpan.FromMilliseconds(100), "maxPollingInterval must be at least 100 ms");
        Require(VisibilityTimeout >= TimeSpan.Zero && VisibilityTimeout <= TimeSpan.FromDays(7), "visibilityTimeout must be 0 to 7 days");
        Require(MaxDequeueCount >= 1, "maxDequeueCount must be at least 1");
        Require(IsBase64 || string.Equals(MessageEncoding, "none", StringComparison.OrdinalIgnoreCase), "messageEncoding must be base64 or none");
        return this;
    }

    private static void Require(bool condition, string problem)
    {
        if (!condition) throw new InvalidOperationException($"host.json: extensions.queues.{problem}.");
    }
}
