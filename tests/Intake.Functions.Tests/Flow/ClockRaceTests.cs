using Intake.Accounts;
using Intake.Handoffs;
using Intake.Stages;
using Intake.Storage;

namespace Intake.Functions.Tests.Flow;

/// <summary>A step of the clock crosses with the answer, at every call to storage that the step makes.</summary>
public sealed class ClockRaceTests
{
    [Theory]
    [InlineData("2026-09-24 14:45")] // the reminder
    [InlineData("2026-09-24 16:00")] // the team lead
    public async Task An_answer_that_crosses_with_a_mail_stands(string step)
    {
        var calls = await CrossAsync(Clocks.MailedAsync, step, AnswerKinds.Accept, async (pipeline, call) =>
        {
            await pipeline.RunUntilAsync(Clocks.At("2026-09-25 09:01"));
            var handoff = Assert.Single(pipeline.Handoffs());
            Assert.Equal((call, HandoffState.Accepted, "fenna"), (call, handoff.State, handoff.AccountManager));
            Assert.Equal(pipeline.Mails.Taken.Count, pipeline.Mails.Taken.Select(mail => mail.Id).Distinct().Count());
            Assert.Single(pipeline.Storage.Rows(TableNames.StageChanges), row => row.GetString("To") == "sal");
            Assert.DoesNotContain(pipeline.Told(), told => told.StartsWith("Thu 16:01", StringComparison.Ordinal));
        });
        Assert.InRange(calls, 5, 30);
    }

    [Fact]
    public async Task Of_an_answer_and_the_end_of_patience_one_wins()
    {
        var (kept, given) = (0, 0);
        await CrossAsync(Clocks.MailedAsync, "2026-09-25 09:00", AnswerKinds.Accept, async (pipeline, call) =>
        {
            await pipeline.RunUntilAsync(Clocks.At("2026-09-25 09:05"));
            var handoff = Assert.Single(pipeline.Handoffs());
            var isKept = handoff is { State: HandoffState.Accepted, AccountManager: "fenna", Assignment: 1 };
            var isGiven = handoff is { State: HandoffState.Mailed, AccountManager: "bram", Assignment: 2 };
            Assert.True(isKept || isGiven, $"At call {call}: {handoff}");
            Assert.Equal(isKept ? "sal" : "mql", await pipeline.StageAsync());
            Assert.Equal(isKept ? 0 : 2, pipeline.Told().Count(told => told.StartsWith("Fri", StringComparison.Ordinal)));
            if (isKept) kept++;
            else given++;
        });
        Assert.True(kept > 0 && given > 0, $"{kept} kept, {given} given");
    }

    [Fact]
    public async Task Of_a_contact_and_the_way_back_to_the_pool_one_wins()
    {
        var (kept, given) = (0, 0);
        await CrossAsync(Clocks.AcceptedAsync, "2026-09-28 12:15", AnswerKinds.Contact, async (pipeline, call) =>
        {
            await pipeline.RunUntilAsync(Clocks.At("2026-09-28 12:20"));
            var handoff = Assert.Single(pipeline.Handoffs());
            var isKept = handoff is { State: HandoffState.Accepted, AccountManager: "fenna", Contacts: [_] };
            var isGiven = handoff is { State: HandoffState.Mailed, AccountManager: "bram", Contacts: null };
            Assert.True(isKept || isGiven, $"At call {call}: {handoff}");
            Assert.Equal(isKept ? "sal" : "mql", await pipeline.StageAsync());
            if (isKept) kept++;
            else given++;
        });
        Assert.True(kept > 0 && given > 0, $"{kept} kept, {given} given");
    }

    private static async Task<int> CrossAsync(Func<Task<Pipeline>> start, string step, string answer, Func<Pipeline, int, Task> check)
    {
        for (var call = 1; ; call++)
        {
            using var pipeline = await start();
            await pipeline.RunUntilAsync(Clocks.At(step).AddMinutes(-1));
            pipeline.Time.SetUtcNow(Clocks.At(step));
            var command = await pipeline.AnswerOfAsync(answer, command => answer == AnswerKinds.Contact ? command with { Contact = ContactKinds.Spoke } : command);
            var (made, crosses) = (0, false);
            pipeline.Storage.Pause = async (_, _) =>
            {
                if (crosses || ++made != call) return;
                crosses = true;
                await pipeline.Get<AnswerCommandHandler>().HandleAsync(command, default);
                crosses = false;
            };
            await pipeline.RunHandoffAsync();
            pipeline.Storage.Pause = null;
            if (made < call) return call - 1;
            await check(pipeline, call);
        }
    }
}
