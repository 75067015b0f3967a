using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Intake.Accounts;
using Intake.Handoffs;
using Intake.Playbooks;
using Intake.Stages;

namespace Intake.Tests.Handoffs;

/// <summary>A handoff that somebody somewhere has, and its clocks.</summary>
internal sealed record ClockScene
{
    public const string Form = "ddd yyyy-MM-dd HH:mm";

    public AccountManager Holder { get; init; } = Sample.Team.ById["bram"] with { Id = "holder", Territories = [], Deputy = null };

    public RoutingRules Rules { get; init; } = Sample.Rules;

    public Role Role { get; init; } = Role.Handoff;

    public DateTimeOffset StageSince { get; init; }

    public required Handoff Handoff { get; init; }

    public WorkCalendar Calendar => WorkCalendar.For(Rules.Hours, Holder);

    public ImmutableArray<ClockTime> Ahead =>
        HandoffClock.Ahead(Handoff, Role, StageSince, Rules.Clocks(Handoff.Asked), Calendar, WorkCalendar.Present(Rules.Hours, Holder));

    /// <summary>What is ahead, as the holder's clock shows it.</summary>
    public IEnumerable<string> Shown => Ahead.Select(step => $"{step.Step} {Calendar.Local(step.At).ToString(Form, CultureInfo.InvariantCulture)}");

    /// <summary>Mailed to somebody in a zone at a time there, and not answered.</summary>
    public static ClockScene Mailed(string lane, string zone, string local)
    {
        var holder = Sample.Team.ById["bram"] with { Id = "holder", Territories = [], Deputy = null, Zone = TimeZoneInfo.FindSystemTimeZoneById(zone) };
        var at = At(zone, local);
        return new ClockScene
        {
            Holder = holder,
            Handoff = new Handoff
            {
                Id = "h", Proposition = "energy", Round = 1, State = HandoffState.Mailed, Gate = lane, Asked = lane == "asked", DecidedAt = at, MailedAt = at,
                Trigger = new Trigger("s", "p", "demo-requested", "demo", at), AccountManager = holder.Id,
                AnswerBy = Sample.Rules.Clocks(lane == "asked").AnswerDue(at, WorkCalendar.For(Sample.Rules.Hours, holder)),
            },
        };
    }

    /// <summary>Accepted by somebody in a zone at a time there.</summary>
    public static ClockScene Accepted(string lane, string zone, string local)
    {
        var mailed = Mailed(lane, zone, local);
        var at = At(zone, local);
        return mailed with
        {
            Role = Role.Accepted, StageSince = at,
            Handoff = mailed.Handoff with { State = HandoffState.Accepted, Answer = new Answer(AnswerKinds.Accept, at, "holder") },
        };
    }

    public ClockScene With(Func<Handoff, Handoff> change) => this with { Handoff = change(Handoff) };

    public ClockScene Contacted(string by = "holder") =>
        With(handoff => handoff with { Contacts = [new ContactNote(ContactKinds.Tried, handoff.Answer!.At, by)] });

    /// <summary>The holder, and whoever else.</summary>
    public Team Team(params ReadOnlySpan<AccountManager> others)
    {
        var all = new Dictionary<string, AccountManager>(StringComparer.Ordinal) { [Holder.Id] = Holder };
        foreach (var other in others) all[other.Id] = other;
        return new Team { ById = all.ToFrozenDictionary(StringComparer.Ordinal) };
    }

    public static DateTimeOffset At(string zone, string local)
    {
        var (time, place) = (DateTime.Parse(local, CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(zone));
        return new DateTimeOffset(time, place.GetUtcOffset(time)).ToUniversalTime();
    }
}
