using System.Collections.Frozen;
using System.Collections.Immutable;
using Intake.Playbooks.Conditions;

namespace Intake.Playbooks;

/// <summary>How interest, phase, fit and value are counted: <c>scoring.json</c>.</summary>
public sealed record ScoringRules
{
    /// <summary>Percent of each component in the score; they add up to 100.</summary>
    public required Weights Weights { get; init; }

    /// <summary>An activity older than this many days counts nothing; at most 400.</summary>
    public required int HorizonDays { get; init; }

    /// <summary>At most this many points of interest from one person.</summary>
    public required int PersonCap { get; init; }

    /// <summary>The bonus for further persons.</summary>
    public required Breadth Breadth { get; init; }

    /// <summary>Groups of rules with a cap of their own, in order.</summary>
    public required ImmutableArray<RuleGroup> Groups { get; init; }

    /// <summary>What an activity is worth, in order: the first that matches counts it.</summary>
    public required ImmutableArray<Rule> Rules { get; init; }

    /// <summary>From the lowest to the highest.</summary>
    public required ImmutableArray<Phase> Phases { get; init; }

    /// <summary>How well the customer suits us.</summary>
    public required FitRules Fit { get; init; }

    /// <summary>How much the customer could be worth.</summary>
    public required ValueRules Value { get; init; }

    /// <summary>From how much on a topic is what somebody cares about; null where the agreement tells none.</summary>
    public InterestRules? Interests { get; init; }

    /// <summary>What each reason's rule id is called in a mail.</summary>
    public required FrozenDictionary<string, Localized> Labels { get; init; }

    /// <summary>What a reason is called: its own label, or that of the rule it is about (<c>cap:rule:x</c>, <c>fit:staff:unknown</c>);
    /// null for none.</summary>
    public Localized? LabelOf(string reason)
    {
        if (Labels.TryGetValue(reason, out var label)) return label;
        var cut = reason.LastIndexOf(':');
        return cut > 0 ? LabelOf(reason[..cut]) : null;
    }
}

/// <summary>A topic is what somebody cares about from <paramref name="From"/> points on, if it has at least <paramref name="SharePercent"/> percent of
/// the points of the topic above.</summary>
public sealed record InterestRules(int From, int SharePercent);

/// <summary>Percent of each component.</summary>
public sealed record Weights(int Interest, int Phase, int Fit, int Value);

/// <summary><paramref name="Points"/> for every further person who has at least <paramref name="From"/> points,
/// at most <paramref name="Cap"/>.</summary>
public sealed record Breadth(int Points, int From, int Cap);

/// <summary>Rules that share a cap per person; no cap where <paramref name="Cap"/> is null.</summary>
public sealed record RuleGroup(string Id, int? Cap);

/// <summary>What one kind of activity is worth.</summary>
public sealed record Rule
{
    /// <summary>Playbook id.</summary>
    public required string Id { get; init; }

    /// <summary>Its position in <see cref="ScoringRules.Rules"/>.</summary>
    public required int Index { get; init; }

    /// <summary>The activity that it is about.</summary>
    public required string Activity { get; init; }

    /// <summary>Kinds of content that it is about; empty for all.</summary>
    public ImmutableArray<string> Kinds { get; init; } = [];

    /// <summary>At least this percentage of a webinar attended; null where that does not matter.</summary>
    public int? AttendedFrom { get; init; }

    /// <summary>Said to buy within this many months at the latest; null where that does not matter.</summary>
    public int? TimeframeTo { get; init; }

    /// <summary>Points of interest of one activity; may be negative.</summary>
    public required int Points { get; init; }

    /// <summary>How they fade.</summary>
    public required Decay Decay { get; init; }

    /// <summary>What the activity must be beside all this; null for nothing.</summary>
    public Condition? OnActivity { get; init; }

    /// <summary>What person, account and lead must be when the score is read; null for nothing.</summary>
    public Condition? OnState { get; init; }

    /// <summary>At most this many points (at least, where they are negative) from this rule and one person.</summary>
    public required int Cap { get; init; }

    /// <summary>Id of its group.</summary>
    public required string Group { get; init; }

    /// <summary>The same content counts once in this many days; 0 where it may count again at once.</summary>
    public required int OnceDays { get; init; }

    /// <summary>At most so many on one day.</summary>
    public required int PerDay { get; init; }

    /// <summary>The content was consumed, not only asked for: it tells the phase.</summary>
    public bool Consumed { get; init; }

    /// <summary>The phase it tells whatever the content; null for the content's own.</summary>
    public string? Phase { get; init; }

    /// <summary>The person asks for an answer: the fast lane.</summary>
    public bool Asks { get; init; }

    /// <summary>Known by following people about: it counts only with their consent to that.</summary>
    public bool Tracked { get; init; }

    /// <summary>Worth an update while sales has the lead.</summary>
    public bool Update { get; init; }
}

/// <summary>How far a buyer is, while it lasts.</summary>
/// <param name="Id">Playbook id.</param>
/// <param name="Points">Points of the phase component, 0 to 100.</param>
/// <param name="Days">It counts on the day itself and the days after it, so many in all.</param>
public sealed record Phase(string Id, int Points, int Days);

/// <summary>Points by facts of the company and of its best active person.</summary>
/// <param name="Tables">In the order in which they are shown.</param>
/// <param name="Freemail">Points for a free mail or internet provider's address; negative.</param>
public sealed record FitRules(ImmutableArray<FactTable> Tables, int Freemail)
{
    /// <summary>Further points, each by a condition on the best active person, the account and the lead.</summary>
    public ImmutableArray<FactRule> Rules { get; init; } = [];
}

/// <summary>Points that count while a condition holds.</summary>
/// <param name="Id">Its id in reasons.</param>
/// <param name="When">The condition.</param>
/// <param name="Points">Points of the component; may be negative.</param>
public sealed record FactRule(string Id, Condition When, int Points);

/// <summary>Points by the value of one fact: bands of a number, or lists of words.</summary>
public sealed record FactTable
{
    /// <summary>Its id in reasons.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the fact.</summary>
    public required string Fact { get; init; }

    /// <summary>Whether it is a fact of a person rather than of the company.</summary>
    public required bool OfPerson { get; init; }

    /// <summary>Points where nobody told.</summary>
    public required int Unknown { get; init; }

    /// <summary>Points of a word that is in no list.</summary>
    public int Other { get; init; }

    /// <summary>Points by word, whatever its case.</summary>
    public FrozenDictionary<string, int> Words { get; init; } = FrozenDictionary<string, int>.Empty;

    /// <summary>Points by number, from the lowest band up.</summary>
    public ImmutableArray<Band> Bands { get; init; } = [];
}

/// <summary>So many points from a number on.</summary>
public readonly record struct Band(int From, int Points);

/// <summary>Points by what the customer could be worth.</summary>
/// <param name="Staff">Points by size.</param>
/// <param name="CustomerOfAnother">Points for a customer of another proposition.</param>
/// <param name="SitesFrom">From this number of sites on there are <paramref name="SitesPoints"/>.</param>
/// <param name="SitesPoints">See <paramref name="SitesFrom"/>.</param>
public sealed record ValueRules(FactTable Staff, int CustomerOfAnother, int SitesFrom, int SitesPoints)
{
    /// <summary>Further points, each by a condition on the account and the lead.</summary>
    public ImmutableArray<FactRule> Rules { get; init; } = [];
}
