using Azure.Data.Tables;
using Intake.Accounts;
using Intake.Agenda;
using Intake.Handoffs;
using Intake.Mail;
using Intake.Mail.Events;
using Intake.Stages;
using Intake.Storage;
using Microsoft.Extensions.DependencyInjection;
using StorageDouble = Intake.Tests.Storage.StorageDouble;

namespace Intake.Functions.Tests.Flow.Week;

/// <summary>An answer of sales that was carried out.</summary>
internal sealed record WeekAnswer(DateTimeOffset At, string Handoff, Answer Answer);

/// <summary>A week on the storage double: leads come as committed accounts whose handoff is due, sales answers some of them, and the timer runs every minute in which
/// something is due. It dies now and then at a random call, and a fresh process takes over.</summary>
internal sealed class WeekRun : IDisposable
{
    private readonly PriorityQueue<Func<Task>, DateTimeOffset> planned = new();
    private readonly Random random;
    private readonly Deaths deaths;
    private readonly Dictionary<(string, string), (Azure.ETag ETag, RoundRobinState State)> turns = [];
    private AccountState template = null!;
    private LoadedAccount templateAccount = null!;

    private WeekRun(int seed, int leads, int deathsAtLeast)
    {
        random = new Random(seed);
        Team = WeekTeam.Make(random, leads);
        Leads = WeekPlan.Leads(random, leads);
        deaths = new Deaths(new Random(seed + 1), Math.Max(2, leads * CallsALead / deathsAtLeast));
    }

    // Of the timer, at the least.
    private const int CallsALead = 25;

    public Team Team { get; }

    public IReadOnlyList<WeekLead> Leads { get; }

    public Pipeline Pipeline { get; private set; } = null!;

    public WeekProvider Provider { get; private set; } = null!;

    public List<WeekAnswer> Answers { get; } = [];

    /// <summary>The turns that were taken, in order.</summary>
    public List<(string Territory, DateOnly Day, string Handoff, string Picked)> Turns { get; } = [];

    /// <summary>Handoffs of which a mail was on its way when the process died: what comes of it is later.</summary>
    public HashSet<string> Struck { get; } = new(StringComparer.Ordinal);

    /// <summary>Minutes in which the timer ran again.</summary>
    public HashSet<DateTimeOffset> Again { get; } = [];

    public int Restarts => deaths.Count;

    public int DeathsAtMail => deaths.AtMail;

    public int Runs { get; private set; }

    public static async Task<WeekRun> FinishAsync(int seed, int leads, int deathsAtLeast)
    {
        var run = new WeekRun(seed, leads, deathsAtLeast);
        await run.StartAsync(seed);
        await run.RunAsync();
        return run;
    }

    public void Dispose() => Pipeline.Dispose();

    private async Task StartAsync(int seed)
    {
        using (var first = await Pipeline.StartAsync(WeekTeam.Begins.AddHours(-1), [Some.Transport]))
        {
            await first.SubmitAsync(Some.Demo(1, first.Now));
            await first.DrainAsync();
            var id = Assert.Single(await first.AccountsAsync()).State.Account.Id;
            templateAccount = (await first.Get<AccountStore>().LoadWithPersonsAsync(id, default))!;
            template = templateAccount.State;
        }
        Pipeline = await Pipeline.StartAsync(WeekTeam.Begins, seed: seed, clocks: true, replace: services =>
        {
            services.AddSingleton(new TeamInForce(Team));
            services.AddSingleton<IMailSender>(provider => Provider ??= new WeekProvider(provider.GetRequiredService<TimeProvider>(), deaths));
        });
        Pipeline.Playbook = WeekTeam.Playbook;
        Pipeline.Get<IMailSender>();
        deaths.Hang(Pipeline.Storage);
        KeepTurns(Pipeline.Storage);
        foreach (var lead in Leads) planned.Enqueue(() => ComeAsync(lead), lead.At);
    }

    // A call later, what the one before has written can be seen.
    private void KeepTurns(StorageDouble storage)
    {
        var (pause, written, looks) = (storage.Pause!, false, false);
        storage.Pause = async (call, cancellationToken) =>
        {
            if (looks) return;
            looks = written;
            if (written) await LookAtTurnsAsync(storage);
            (looks, written) = (false, call is { Resource: TableNames.Routing, Operation: not "table:query" });
            await pause(call, cancellationToken);
        };
    }

    private async Task LookAtTurnsAsync(StorageDouble storage)
    {
        var armed = deaths.IsArmed;
        deaths.IsArmed = false;
        foreach (var row in storage.Rows(TableNames.Routing))
        {
            var key = (row.PartitionKey, row.RowKey);
            if (turns.TryGetValue(key, out var known) && known.ETag == row.ETag) continue;
            var state = await Pipeline.Get<Documents>().ReadAsync(row, IntakeJson.Default.RoundRobinState, default);
            Turns.AddRange(state.Picks.Where(pick => known.State?.Picks.ContainsKey(pick.Key) is not true).Select(pick => (state.Territory, state.Day, pick.Key, pick.Value)));
            turns[key] = (row.ETag, state);
        }
        deaths.IsArmed = armed;
    }

    private async Task RunAsync()
    {
        while (await NextAsync() is { } next && next <= WeekTeam.Ends)
        {
            if (next > Pipeline.Now) Pipeline.Time.SetUtcNow(next);
            while (planned.TryPeek(out _, out var at) && at <= Pipeline.Now) await planned.Dequeue()();
            while (!await SurvivesAsync()) await RiseAsync();
        }
        Pipeline.Storage.Heal();
    }

    // The next whole minute in which something is to do.
    private async Task<DateTimeOffset?> NextAsync()
    {
        var row = await Pipeline.Storage.Tables.GetTableClient(TableNames.Agenda).QueryAsync<TableEntity>(maxPerPage: 1).FirstOrDefaultAsync();
        var due = row?.GetDateTimeOffset("Due");
        if (planned.TryPeek(out _, out var at) && !(due < at)) due = at;
        return due is not { } next ? null : next <= Pipeline.Now ? Pipeline.Now.AddMinutes(1) : Minute(next);
    }

    /// <summary>The whole minute at or after an instant: that of the timer's run.</summary>
    public static DateTimeOffset Minute(DateTimeOffset at) => at.UtcTicks % TimeSpan.TicksPerMinute == 0 ? at : new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero).AddMinutes(1);

    private async Task<bool> SurvivesAsync()
    {
        (deaths.IsArmed, Runs) = (true, Runs + 1);
        var taken = Provider.Taken.Count;
        try
        {
            await Pipeline.RunHandoffAsync();
        }
        catch (Exception) when (deaths.IsDead)
        {
            // Nobody is left to tell of it.
        }
        deaths.IsArmed = false;
        if (!deaths.IsDead) return true;
        if (Provider.Taken.Count > taken) Struck.Add(Provider.Taken[^1].Handoff);
        return false;
    }

    // The provider tells of what it took.
    private async Task RiseAsync()
    {
        deaths.Rise();
        Again.Add(Pipeline.Now);
        Pipeline.Restart();
        if (Provider.Taken is not [.., var last]) return;
        await Pipeline.Get<MailEventsHandler>().HandleAsync(new MailEventsCommand
        {
            Id = Keys.Id("events", $"{deaths.Count}"), At = Pipeline.Now, Events = [new MailEvent(last.Recipient, last.Id, last.Attempt, MailEventKind.Delivered, last.At)],
        }, default);
    }

    private async Task ComeAsync(WeekLead lead)
    {
        var (handoff, first) = (Assert.Single(template.Handoffs.Values), Assert.Single(template.Leads.Values));
        var trigger = handoff.Trigger with { At = lead.At };
        handoff = handoff with { Id = lead.Handoff, Asked = lead.Asked, DecidedAt = Pipeline.Now, Trigger = trigger };
        var state = AccountState.Of(template.Account with
        {
            Id = lead.Account, Revision = 0, CountedBy = Pipeline.Playbook.Version,
            Book = template.Account.Book! with { Name = $"Firm {lead.Number}", Country = lead.Country, Postcode = null, Owner = null, ParentOwner = null },
        }).With(handoff).With(first with { LastHandoff = handoff.Id, LastTrigger = trigger, StageSince = Pipeline.Now });
        var commit = new AccountCommit
        {
            State = state, ChangedLeads = [.. state.Leads.Keys], ChangedHandoffs = [handoff.Id], Person = templateAccount.Persons.Values.Single(),
            Schedule = [new AgendaEntry(Pipeline.Now, AgendaKinds.Handoff, lead.Account, handoff.Id)],
        };
        var committed = Assert.IsType<CommitResult.Committed>(await Pipeline.Get<AccountStore>().CommitAsync(commit, null, default));
        await Pipeline.Get<Outbox>().FlushAsync(committed.Now, default);
        Plan(lead, WeekPlan.First(random));
    }

    private void Plan(WeekLead lead, (Doing Doing, TimeSpan After) next)
    {
        if (next.Doing != Doing.Nothing) planned.Enqueue(() => DoAsync(lead, next.Doing), Pipeline.Now + next.After);
    }

    private async Task DoAsync(WeekLead lead, Doing doing)
    {
        var state = (await Pipeline.Get<AccountStore>().LoadAsync(lead.Account, default))!.State;
        if (state.Handoffs.GetValueOrDefault(lead.Handoff) is not { } handoff) return;
        if (handoff.State == HandoffState.Due || (doing == Doing.Contact && handoff.State != HandoffState.Accepted))
        {
            Plan(lead, (doing == Doing.Contact ? Doing.Accept : doing, TimeSpan.FromHours(3)));
            return;
        }
        if (doing != Doing.Contact && handoff.Answer is not null) return;
        var answer = AnswerOf(handoff, doing);
        await Pipeline.Get<AnswerCommandHandler>().HandleAsync(new AnswerCommand
        {
            Id = Keys.Id("answer", lead.Handoff, $"{Pipeline.Now.UtcTicks}"), At = Pipeline.Now, Account = lead.Account, Handoff = lead.Handoff, Assignment = handoff.Assignment,
            Answer = answer.Kind, Reason = answer.Reason, Until = answer.Until, To = answer.To, Contact = answer.Contact, By = answer.By,
        }, default);
        Answers.Add(new WeekAnswer(Pipeline.Now, lead.Handoff, answer));
        Plan(lead, WeekPlan.Next(random, doing));
    }

    private Answer AnswerOf(Handoff handoff, Doing doing)
    {
        var (now, by) = (Pipeline.Now, handoff.AccountManager!);
        var colleagues = Team.ById.Values.Where(other => other.Id != by && other.Id != WeekTeam.Lead).OrderBy(other => other.Id, StringComparer.Ordinal).ToList();
        return doing switch
        {
            Doing.Accept => new Answer(AnswerKinds.Accept, now, by),
            Doing.Reject => new Answer(AnswerKinds.Reject, now, by, random.Next(2) == 0 ? "no-budget" : "wrong-person"),
            Doing.Snooze => new Answer(AnswerKinds.Snooze, now, by, Until: DateOnly.FromDateTime(now.UtcDateTime).AddDays(random.Next(1, 4))),
            Doing.Pass => new Answer(AnswerKinds.Pass, now, by) { To = random.Next(3) == 0 ? null : colleagues[random.Next(colleagues.Count)].Id },
            _ => new Answer(AnswerKinds.Contact, now, by) { Contact = ContactKinds.Spoke },
        };
    }
}
