using System.Collections.Immutable;
using System.Globalization;

namespace Intake.Handoffs;

/// <summary>Whose turn it is in a territory on a day: a row of <c>Routing</c>.
/// Commit it before the handoff, so that a repeat finds the pick.</summary>
/// <remarks>Everyone here earns their share of each handoff by weight, and the one who gets it pays a whole one. Taken is, of those
/// with something earned, the one who would soonest be a whole handoff behind; so among the same ones nobody is ever a handoff or more from
/// their fair share (R. Tijdeman, The chairman assignment problem, 1980), and among changing ones nobody drifts away from it.
/// Who is away earns nothing and is not flooded on return.</remarks>
public sealed record RoundRobinState
{
    // Shares are of whole handoffs, for the others here differ from one to the next. What rows of old kept in weights is next to nothing, as is what rounding leaves.
    private const long Whole = 1_000_000_000_000, Nothing = Whole / 1_000_000;

    /// <summary>The territory: the partition.</summary>
    public required string Territory { get; init; }

    /// <summary>The day, in the company's time zone.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>What each has earned and not yet got, in 10⁻¹² of a handoff; they add up to nothing. Carried from day to day.</summary>
    public ImmutableSortedDictionary<string, long> Credits { get; init; } =
        ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    /// <summary>Handoffs of the score lane given out today, by account manager: what capacity is held against.</summary>
    public ImmutableSortedDictionary<string, int> Scored { get; init; } =
        ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>Who got which handoff today.</summary>
    public ImmutableSortedDictionary<string, string> Picks { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Row key of a day: the newest day sorts first, so the first row at or after today's key is today's or the day before it to
    /// begin from.</summary>
    public static string RowKey(DateOnly day) => (DateOnly.MaxValue.DayNumber - day.DayNumber).ToString("D7", CultureInfo.InvariantCulture);

    /// <summary>The state with which a day begins.</summary>
    public static RoundRobinState Begin(string territory, DateOnly day, RoundRobinState? before) =>
        before?.Day == day ? before : new RoundRobinState { Territory = territory, Day = day, Credits = before?.Credits ?? ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal) };

    /// <summary>Who got a handoff today, or null.</summary>
    public string? Picked(string handoff) => Picks.GetValueOrDefault(handoff);

    /// <summary>How many of the score lane somebody got today.</summary>
    public int ScoredToday(string manager) => Scored.GetValueOrDefault(manager);

    /// <summary>Gives a handoff to one of those who can take it.</summary>
    public (string Picked, RoundRobinState After) Pick(string handoff, bool asked, IReadOnlyList<AccountManager> candidates)
    {
        if (Picked(handoff) is { } before) return (before, this);

        var credits = Earned(candidates);
        var entitled = candidates.Where(candidate => credits[candidate.Id] > Nothing).ToList();
        var chosen = (entitled.Count > 0 ? entitled : candidates)
            .OrderBy(candidate => (Whole - credits[candidate.Id]) / (decimal)candidate.Weight)
            .ThenBy(candidate => candidate.Id, StringComparer.Ordinal).First().Id;

        return (chosen, this with
        {
            Credits = credits.SetItem(chosen, credits[chosen] - Whole),
            Scored = asked ? Scored : Scored.SetItem(chosen, ScoredToday(chosen) + 1),
            Picks = Picks.SetItem(handoff, chosen),
        });
    }

    // What is left over by rounding goes to the next, so that a whole one is earned.
    private ImmutableSortedDictionary<string, long> Earned(IReadOnlyList<AccountManager> candidates)
    {
        var (weights, passed, credits) = (candidates.Sum(candidate => candidate.Weight), 0L, Credits);
        foreach (var each in candidates)
        {
            var share = (Whole * (passed + each.Weight) / weights) - (Whole * passed / weights);
            credits = credits.SetItem(each.Id, credits.GetValueOrDefault(each.Id) + share);
            passed += each.Weight;
        }
        return credits;
    }
}
