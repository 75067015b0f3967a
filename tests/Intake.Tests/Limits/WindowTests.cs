using System.Collections.Immutable;
using CsCheck;
using Intake.Limits;

namespace Intake.Tests.Limits;

public sealed class WindowTests
{
    private const int Most = 6;

    [Fact]
    public void Half_a_limit_costs_nothing()
    {
        var window = Window.Empty;
        foreach (var id in (string[])["a", "b"])
        {
            Assert.True(window.Allows(id, Most));
            window = window.Count(id);
        }
        Assert.Null(window.Allows("c", Most));
        Assert.True(window.Allows("a", Most));
    }

    [Fact]
    public void A_full_counter_takes_nobody_any_more_and_knows_its_own()
    {
        var full = Window.Empty with { Shared = ["a", "b", "c", "d", "e", "f"] };
        Assert.False(full.Allows("g", Most));
        Assert.True(full.Allows("c", Most));
    }

    [Fact]
    public void However_instances_take_turns_one_submission_counts_once_and_is_judged_the_same() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 15]).Array[1, 80].Sample(posts =>
        {
            var shared = ImmutableList<string>.Empty;
            var windows = Enumerable.Repeat(Window.Empty, 3).ToArray();
            var judged = new Dictionary<(int, string), bool>();
            foreach (var (instance, number) in posts)
            {
                var id = $"id{number}";
                var allowed = windows[instance].Allows(id, Most);
                if (allowed is null)
                {
                    shared = Window.Merge(shared, windows[instance].Local, id, Most);
                    windows[instance] = windows[instance] with { Shared = shared };
                    allowed = shared.Contains(id);
                }
                else if (allowed is true && !windows[instance].Shared.Contains(id)) windows[instance] = windows[instance].Count(id);
                // Let through once by an instance, it is never held by it; and what is held stays held.
                if (!judged.TryAdd((instance, id), allowed.Value) && judged[(instance, id)] != allowed) return false;
            }
            var through = judged.Where(pair => pair.Value).Select(pair => pair.Key.Item2).Distinct().Count();
            return shared.Count <= Most && shared.Distinct().Count() == shared.Count && through <= Most + (windows.Length * (Window.AskFrom(Most) - 1));
        });
}
