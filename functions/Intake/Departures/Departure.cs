using System.Collections.Immutable;
using Intake.Accounts;

namespace Intake.Departures;

/// <summary>Whether a person is still at the company: a register by time. The newest word stands, whatever the order of arrival; and what somebody did
/// themselves after they were said to have left shows that they are there.</summary>
public static class Departure
{
    /// <summary>Why somebody left: mail to them bounces, sales was told, or they showed up elsewhere.</summary>
    public const string Bounce = "bounce", Told = "told", NewEmployer = "new-employer";

    private const string There = "no";

    /// <summary>Every reason.</summary>
    public static ImmutableArray<string> Reasons { get; } = [Bounce, Told, NewEmployer];

    /// <summary>The member once it was said that they left, or with a null reason that they are there.</summary>
    /// <param name="member">Who.</param>
    /// <param name="reason">Why they left; null when they did not.</param>
    /// <param name="at">When that was said.</param>
    /// <param name="by">Id of the command or handoff that said it.</param>
    public static Member Say(Member member, string? reason, DateTimeOffset at, string by) =>
        Judged(member with { Known = member.Known.Merge([new(FactNames.Left, reason ?? There)], at, by) });

    /// <summary>The member once they did something themselves.</summary>
    public static Member See(Member member, DateTimeOffset at) => at <= member.SeenAt ? member : Judged(member with { SeenAt = at });

    /// <summary>The members who left or came back, as changes of a fact.</summary>
    /// <param name="before">The account as it was; null for a new one.</param>
    /// <param name="after">As it is.</param>
    /// <param name="by">Id of what changed it.</param>
    public static IEnumerable<FactChange> Between(Account? before, Account after, string by)
    {
        if (before is null || ReferenceEquals(before.Members, after.Members)) yield break;
        foreach (var (id, member) in after.Members)
        {
            if (before.Members.GetValueOrDefault(id) is not { } known || known.Left == member.Left) continue;
            var said = member.Known.GetValueOrDefault(FactNames.Left);
            var at = said is null || (!member.Left && member.SeenAt > said.At) ? member.SeenAt ?? member.NewestAt : said.At;
            yield return new FactChange(FactNames.Left, ValueOf(known), ValueOf(member), at, by) { Person = id };
        }
    }

    // Who was marked before there was a register stays as they were marked.
    private static Member Judged(Member member) =>
        member.Known.GetValueOrDefault(FactNames.Left) is { } said ? member with { Left = said.Value != There && !(member.SeenAt > said.At) } : member;

    private static string ValueOf(Member member) => member.Left ? member.Known.GetValueOrDefault(FactNames.Left)?.Value ?? Told : There;
}
