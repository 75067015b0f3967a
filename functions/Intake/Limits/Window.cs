using System.Collections.Immutable;

namespace Intake.Limits;

/// <summary>What an instance knows of one counter in one window. Pure: which submissions were counted, and by whom.</summary>
/// <param name="Local">Ids that this instance counted and the shared counter may not hold, in order.</param>
/// <param name="Shared">Ids that the shared counter held when it was seen last, in order.</param>
internal sealed record Window(ImmutableList<string> Local, ImmutableList<string> Shared)
{
    private const int IdLength = 16;

    /// <summary>Nothing counted.</summary>
    public static readonly Window Empty = new([], []);

    /// <summary>What is kept of a submission's id: half of its digits tell it well enough.</summary>
    public static string Short(string id) => id[^Math.Min(id.Length, IdLength)..];

    /// <summary>From so many in its own count on, an instance asks the shared counter.</summary>
    public static int AskFrom(int most) => Math.Max(1, most / 2);

    /// <summary>Whether a submission is within the limit as far as can be told here; null when the shared counter must be asked.</summary>
    public bool? Allows(string id, int most) => this switch
    {
        _ when Local.Contains(id) || Shared.Contains(id) => true,
        // A full counter takes nobody any more.
        _ when Shared.Count >= most => false,
        _ when Local.Count + 1 < AskFrom(most) => true,
        _ => null,
    };

    /// <summary>With a submission counted here only.</summary>
    public Window Count(string id) => Local.Contains(id) ? this : this with { Local = Local.Add(id) };

    /// <summary>What the shared counter should hold: what it held, then what was counted here, then this one, as far as there is room.</summary>
    public static ImmutableList<string> Merge(ImmutableList<string> shared, ImmutableList<string> local, string id, int most) =>
        shared.AddRange(local.Add(id).Except(shared, StringComparer.Ordinal).Take(Math.Max(0, most - shared.Count)));
}
