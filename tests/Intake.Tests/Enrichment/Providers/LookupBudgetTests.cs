using Intake.Enrichment.Providers;
using Intake.Limits;
using Intake.Storage;
using Intake.Tests.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Intake.Tests.Enrichment.Providers;

public sealed class LookupBudgetTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 9, 3, 23, 0, 0, TimeSpan.Zero));
    private readonly StorageDouble storage;

    public LookupBudgetTests() => storage = new StorageDouble(time).CreateAll();

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(20)]
    [InlineData(45)]
    [InlineData(1000)]
    public async Task One_instance_gets_all_of_a_day_and_no_more(int perDay)
    {
        var budget = Instance(1);
        for (var n = 0; n < perDay; n++) Assert.True(await TakeAsync(budget, perDay));
        Assert.False(await TakeAsync(budget, perDay));
        time.Advance(TimeSpan.FromHours(1));
        Assert.True(await TakeAsync(budget, perDay));
    }

    [Theory]
    [InlineData(10, 3)]
    [InlineData(100, 4)]
    [InlineData(333, 5)]
    public async Task Several_instances_together_never_get_more_and_leave_little(int perDay, int instances)
    {
        var budgets = Enumerable.Range(1, instances).Select(Instance).ToList();
        var taken = 0;
        for (var n = 0; n < perDay * 2; n++)
            if (await TakeAsync(budgets[n % instances], perDay)) taken++;
        Assert.InRange(taken, perDay - (instances * perDay / 20), perDay);
    }

    [Fact]
    public async Task Each_provider_has_a_budget_of_its_own()
    {
        var budget = Instance(1);
        Assert.True(await budget.TakeAsync("a", 1, default));
        Assert.True(await budget.TakeAsync("b", 1, default));
        Assert.False(await budget.TakeAsync("a", 1, default));
    }

    [Fact]
    public async Task The_shared_counter_is_seldom_asked()
    {
        var (budget, mark) = (Instance(1), storage.Mark());
        for (var n = 0; n < 50; n++) Assert.True(await TakeAsync(budget, 1000));
        Assert.Equal(2, storage.CountSince(mark));
        for (var n = 0; n < 50; n++) Assert.True(await TakeAsync(budget, 0));
        Assert.Equal(2, storage.CountSince(mark));
    }

    private static Task<bool> TakeAsync(LookupBudget budget, int perDay) => budget.TakeAsync("facts", perDay, default);

    private LookupBudget Instance(int seed) =>
        new(new CounterTable(storage.Tables, new Backoff(time, new Random(seed))), time, new Random(seed));
}
