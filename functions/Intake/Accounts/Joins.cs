using System.Collections.Immutable;
using Intake.Scoring;

namespace Intake.Accounts;

/// <summary>Two addresses of one person as one. The order does not matter, but for whose id it has.</summary>
internal static class Joins
{
    private static readonly ImmutableSortedDictionary<string, ImmutableArray<ConsentStatement>> NoConsents = ConsentFold.None;

    /// <summary>What the account knows of both. They left, or are a role, only if both addresses are; they objected if either did.</summary>
    public static Member Join(this Member member, Member other) => AccountFold.Knowing(member, member.Known.Join(other.Known)) with
    {
        Left = member.Left && other.Left,
        Outside = member.Outside || other.Outside,
        Objected = member.Objected || other.Objected,
        Consents = Join(member.Consents, other.Consents),
        Student = member.Student || other.Student,
        Disposable = member.Disposable && other.Disposable,
        Undeliverable = member.Undeliverable && other.Undeliverable,
        Role = member.Role && other.Role,
        Agent = member.Agent && other.Agent,
        SeenAt = Later(member.SeenAt, other.SeenAt),
        NewestAt = member.NewestAt > other.NewestAt ? member.NewestAt : other.NewestAt,
        AskedAt = Later(member.AskedAt, other.AskedAt),
    };

    /// <summary>The profiles of both: of each fact the newer.</summary>
    public static Person Join(this Person person, Person other) => person with
    {
        Facts = person.Facts.Join(other.Facts),
        Told = person.Told.Join(other.Told),
        Freemail = person.Freemail && other.Freemail,
        Message = Newer(person.Message, other.Message),
        Consents = Join(person.Consents, other.Consents),
        Objected = person.Objected < other.Objected || other.Objected is null ? person.Objected : other.Objected,
        FirstTouch = other.FirstTouch is { } first ? TouchPoint.First(person.FirstTouch, first) : person.FirstTouch,
        LastTouch = other.LastTouch is { } last ? TouchPoint.Last(person.LastTouch, last) : person.LastTouch,
        Asked = other.Asked.Aggregate(person.Asked, (asked, each) =>
            asked.TryGetValue(each.Key, out var known) && known >= each.Value ? asked : asked.SetItem(each.Key, each.Value)),
    };

    private static Fact? Newer(Fact? one, Fact? other)
    {
        const string name = "message";
        var register = Facts.None;
        if (one is not null) register = register.SetItem(name, one);
        return other is null ? one : register.Join(Facts.None.SetItem(name, other)).GetValueOrDefault(name);
    }

    private static ImmutableSortedDictionary<string, ImmutableArray<ConsentStatement>>? Join(
        ImmutableSortedDictionary<string, ImmutableArray<ConsentStatement>>? one, ImmutableSortedDictionary<string, ImmutableArray<ConsentStatement>>? other)
    {
        if (one is null || other is null) return one ?? other;
        var joined = NoConsents.SetItems(one);
        foreach (var (purpose, statements) in other)
            joined = joined.SetItem(purpose, statements.Aggregate(joined.GetValueOrDefault(purpose, []), ConsentHistory.Add));
        return joined;
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one > other || other is null ? one : other;
}
