using System.Collections.Immutable;
using CsCheck;
using Intake.Accounts;

namespace Intake.Tests.Accounts;

public class ConsentHistoryTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 24, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<ConsentStatement> Statement =
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 3], Gen.Bool, Gen.Bool, (quarter, by, given, confirmed) =>
            new ConsentStatement(Start.AddHours(quarter * 2.4), $"s{by}{(given ? "g" : "w")}{confirmed}", given, given && confirmed));

    [Fact]
    public void The_order_of_arrival_and_repeats_do_not_matter() =>
        Gen.Select(Statement.Array[1, 60], Gen.Int).Sample((statements, seed) =>
        {
            var shuffled = statements.Concat(statements).OrderBy(each => HashCode.Combine(seed, each.At, each.By)).ToList();
            Assert.Equal(All(statements), All(shuffled));
        });

    [Fact]
    public void A_withdrawal_wins_over_whatever_is_stated_at_the_same_instant() =>
        Statement.Array[0, 60].Sample(statements =>
        {
            var history = All(statements.Append(new ConsentStatement(Start.AddDays(4), "a", Given: false, Confirmed: false)));
            Assert.False(history.HoldsAt(Start.AddDays(9), confirmed: false));
            Assert.True(history.IsWithdrawn());
        });

    [Fact]
    public void However_much_is_stated_the_last_word_stands_and_the_row_stays_small() =>
        Statement.Array[0, 60].Sample(statements =>
        {
            var history = All(statements.Append(new ConsentStatement(Start.AddDays(5), "a", Given: false, Confirmed: false)));
            Assert.True(history.Length <= 3 * ConsentHistory.MostOfAKind);
            Assert.False(history.HoldsAt(Start.AddDays(9), confirmed: true));
        });

    [Theory]
    [InlineData("g", true, false)]
    [InlineData("gc", true, true)]
    [InlineData("cg", true, true)] // a further post of the form takes nothing away
    [InlineData("gw", false, false)]
    [InlineData("gcw", false, false)]
    [InlineData("gcwg", true, false)] // an old confirmation is not one of what came after the withdrawal
    [InlineData("wgc", true, true)]
    public void A_consent_is_sure_only_once_it_was_confirmed_since_it_was_last_withdrawn(string stated, bool given, bool sure)
    {
        var history = All(stated.Select((what, day) => new ConsentStatement(Start.AddDays(day), $"{day}", what != 'w', what == 'c')));
        Assert.Equal((given, sure), (history.HoldsAt(Start.AddDays(99), confirmed: false), history.HoldsAt(Start.AddDays(99), confirmed: true)));
    }

    [Fact]
    public void What_is_stated_later_does_not_count_before()
    {
        var history = All([new(Start, "a", true, true), new(Start.AddDays(2), "b", false, false)]);
        Assert.False(history.HoldsAt(Start.AddSeconds(-1), confirmed: false));
        Assert.True(history.HoldsAt(Start.AddDays(1), confirmed: false));
        Assert.False(history.HoldsAt(Start.AddDays(2), confirmed: false));
    }

    private static ImmutableArray<ConsentStatement> All(IEnumerable<ConsentStatement> statements) =>
        statements.Aggregate(ImmutableArray<ConsentStatement>.Empty, ConsentHistory.Add);
}
