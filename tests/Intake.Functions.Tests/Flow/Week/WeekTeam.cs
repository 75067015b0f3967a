using System.Collections.Frozen;
using System.Collections.Immutable;
using Intake.Handoffs;
using Intake.Playbooks;
using Intake.Tests.Playbooks;

namespace Intake.Functions.Tests.Flow.Week;

/// <summary>Twenty account managers in five time zones who serve five territories, and their team lead. In the middle of the week the clock goes back in Europe,
/// and there is a holiday.</summary>
internal static class WeekTeam
{
    public const string Lead = "lead";

    /// <summary>A Thursday.</summary>
    public static readonly DateTimeOffset Begins = new(2026, 10, 22, 0, 0, 0, TimeSpan.Zero);

    public static readonly DateTimeOffset Ends = Begins.AddDays(7);

    public static readonly ImmutableArray<string> Countries = ["NL", "DE", "FR", "US", "JP"];

    private const int Managers = 20;

    private static readonly DateOnly Holiday = new(2026, 10, 27);

    private static readonly ImmutableArray<string> Zones = ["Europe/Amsterdam", "America/New_York", "Asia/Tokyo", "Asia/Kolkata", "America/Sao_Paulo"];

    public static Playbook Playbook { get; } = SamplePlaybook.Instance with
    {
        Routing = SamplePlaybook.Instance.Routing with
        {
            Territories = [.. Countries.Select(country => new Territory { Id = country, Countries = [country] }), new Territory { Id = Lead }],
            Fallback = Lead,
            Hours = SamplePlaybook.Instance.Routing.Hours with { Holidays = [Holiday] },
        },
    };

    public static RoutingRules Rules => Playbook.Routing;

    /// <summary>Makes the team.</summary>
    /// <param name="random">Decides about weights, days off, absences and capacities.</param>
    /// <param name="leads">How many leads the week brings.</param>
    public static Team Make(Random random, int leads)
    {
        var all = Enumerable.Range(0, Managers).Select(number => Manager(random, number, leads)).Append(Somebody(Lead) with { Territories = [Lead] });
        return new Team { ById = all.ToFrozenDictionary(manager => manager.Id, StringComparer.Ordinal) };
    }

    private static AccountManager Manager(Random random, int number, int leads) => Somebody($"am{number:00}") with
    {
        Territories = [Countries[number / 4]],
        Zone = TimeZoneInfo.FindSystemTimeZoneById(Zones[number % Zones.Length]),
        Weight = random.Next(1, 4),
        Capacity = 2 + (leads * random.Next(5, 20) / 2000),
        WorkingDays = number % 7 == 3 ? [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Thursday] : null,
        Absences = number % 3 == 1 ? [AbsenceOf(random)] : [],
    };

    private static Absence AbsenceOf(Random random) => DateOnly.FromDateTime(Begins.UtcDateTime).AddDays(random.Next(0, 7)) is var first ? new Absence(first, first.AddDays(random.Next(0, 3))) : null!;

    private static AccountManager Somebody(string id) => new() { Id = id, Name = id, Email = $"{id}@lichtveld.example", Language = "en" };
}
