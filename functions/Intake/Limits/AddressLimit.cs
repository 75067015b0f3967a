using Intake.Http;
using Intake.Submissions;
using Microsoft.Extensions.Options;

namespace Intake.Limits;

/// <summary>How often one address may post in a minute, counted in memory: each instance for itself, in fixed windows, in bounded memory.</summary>
public sealed class AddressLimit(IOptions<LimitOptions> options, TimeProvider time)
{
    /// <summary>The answer to one post too many.</summary>
    public static readonly Rejection TooMany = new(RejectionKind.TooMany, "Too many posts from this address. Please try again later.");

    private const int MaxAddresses = 10_000;
    private const long Length = TimeSpan.TicksPerMinute;

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);
    private long window;

    /// <summary>Counts a post; null when it may go on, else after how many seconds the next one may.</summary>
    /// <param name="address">Where it comes from; null when nobody knows.</param>
    public int? Count(string? address)
    {
        var most = options.Value.PostsPerMinute;
        if (most == 0 || ClientAddress.Bucket(address) is not { } bucket) return null;
        var now = time.GetUtcNow().UtcTicks;
        lock (gate)
        {
            if (now / Length != window)
            {
                window = now / Length;
                counts.Clear();
            }
            var count = counts.GetValueOrDefault(bucket) + 1;
            // Who is not in a full table is let through: the shared counters see them yet.
            if (count == 1 && counts.Count >= MaxAddresses) return null;
            counts[bucket] = count;
            return count <= most ? null : (int)Math.Ceiling(TimeSpan.FromTicks(Length - (now % Length)).TotalSeconds);
        }
    }
}
