using System.Collections.Frozen;
using CsCheck;
using Intake.Handoffs;

namespace Intake.Tests.Handoffs;

/// <summary>Teams to vary.</summary>
internal static class Teams
{
    /// <summary>The sample team with some of its account managers changed, or others beside them.</summary>
    public static Team With(params AccountManager[] changed) => Of(
        [.. Sample.Team.ById.Values.Where(manager => changed.All(other => other.Id != manager.Id)), .. changed]);

    /// <summary>A team of these.</summary>
    public static Team Of(IEnumerable<AccountManager> managers) => new() { ById = managers.ToFrozenDictionary(manager => manager.Id, StringComparer.Ordinal) };

    /// <summary>Somebody who serves territories.</summary>
    public static AccountManager Serving(string id, int weight, params string[] territories) =>
        new() { Id = id, Name = id, Email = $"{id}@lichtveld.example", Language = "nl", Weight = weight, Capacity = 1000, Territories = [.. territories] };

    /// <summary>One of some.</summary>
    public static Gen<T> Any<T>(params T[] some) => Gen.Int[0, some.Length - 1].Select(at => some[at]);

    /// <summary>Any state of any account manager of the sample: left, away, unreachable, with whatever stand-ins.</summary>
    public static Gen<Team> Random(DateOnly day)
    {
        string?[] ids = [null, .. Sample.Team.ById.Keys.Order(StringComparer.Ordinal)];
        var change = Gen.Select(Gen.Int[0, 4], Any(ids), Any(ids), Any(ids));
        return change.Array[Sample.Team.ById.Count].Select(changes => Of(Sample.Team.ById.Values.OrderBy(manager => manager.Id, StringComparer.Ordinal).Zip(changes, (manager, with) => manager with
        {
            Active = with.Item1 != 1 || manager.Territories.Contains(Sample.Rules.Fallback),
            Absences = with.Item1 == 2 ? [new Absence(day, day, with.Item4 == manager.Id ? null : with.Item4)] : [],
            UnreachableSince = with.Item1 == 3 ? DateTimeOffset.UnixEpoch : null,
            Deputy = with.Item2 == manager.Id ? null : with.Item2,
            Successor = with.Item3 == manager.Id ? null : with.Item3,
        })));
    }
}
