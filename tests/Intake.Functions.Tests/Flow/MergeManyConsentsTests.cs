using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Submissions;

namespace Intake.Functions.Tests.Flow;

/// <summary>Fold many consents in any order.</summary>
public sealed class MergeManyConsentsTests
{
    [Fact]
    public void Consents_do_not_depend_on_the_order_in_which_they_come()
    {
        var random = new Random(1);
        for (var round = 0; round < 300; round++)
        {
            ConsentStatement[] all = [.. Enumerable.Range(0, 16).Select(n => new ConsentStatement(Some.Now.AddMinutes(n), Some.Id(n), random.Next(2) == 0, random.Next(2) == 0))];
            ImmutableArray<ConsentStatement> Fold(ConsentStatement[] order) => order.Aggregate(ImmutableArray<ConsentStatement>.Empty, ConsentHistory.Add);
            var (one, other) = (Fold(all), Fold([.. all.OrderBy(_ => random.Next())]));
            Assert.True(one.IsWithdrawn() == other.IsWithdrawn(), "withdrawn differs");
            for (var at = 0; at < 17; at++)
                foreach (var confirmed in new[] { false, true })
                    Assert.True(one.HoldsAt(Some.Now.AddMinutes(at), confirmed) == other.HoldsAt(Some.Now.AddMinutes(at), confirmed), $"{round}: at {at} confirmed {confirmed}");
        }
    }
}
