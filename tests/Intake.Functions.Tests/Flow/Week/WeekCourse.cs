using Intake.Accounts;
using Intake.Handoffs;
using Intake.Playbooks;
using Intake.Stages;
using Intake.Storage;

namespace Intake.Functions.Tests.Flow.Week;

/// <summary>A mail that must have left.</summary>
internal sealed record WeekStep(DateTimeOffset At, string Id, string To, string Step);

/// <summary>Works out by the pure clock alone which mails of the clocks a handoff brings while somebody has it.</summary>
internal sealed class WeekCourse(WeekRun run)
{
    /// <summary>The mails, in order, and when the clock takes the lead from them; null for it does not.</summary>
    /// <param name="mailed">The handoff as it is once it is mailed to them.</param>
    /// <param name="answers">What they answer, in order.</param>
    /// <param name="until">Until when it is looked at.</param>
    public (IReadOnlyList<WeekStep> Mails, DateTimeOffset? TakenAt) Of(Handoff mailed, IEnumerable<WeekAnswer> answers, DateTimeOffset until)
    {
        var (handoff, role, since, mails, now) = (mailed, Role.Handoff, mailed.MailedAt!.Value, new List<WeekStep>(), mailed.MailedAt.Value);
        foreach (var answer in answers)
        {
            (handoff, var taken) = Advance(handoff, role, since, now, answer.At, mails);
            if (taken is not null) return (mails, taken);
            if (answer.Answer.Kind == AnswerKinds.Accept) (role, since) = (Role.Accepted, answer.At);
            (handoff, now) = (After(handoff, answer.Answer), answer.At);
        }
        return (mails, Advance(handoff, role, since, now, until, mails).TakenAt);
    }

    private (Handoff Handoff, DateTimeOffset? TakenAt) Advance(Handoff handoff, Role role, DateTimeOffset since, DateTimeOffset now, DateTimeOffset until, List<WeekStep> mails)
    {
        var (rules, holder) = (WeekTeam.Rules, run.Team.ById[handoff.AccountManager!]);
        while (true)
        {
            var ahead = HandoffClock.Ahead(handoff, role, since, rules.Clocks(handoff.Asked), WorkCalendar.For(rules.Hours, holder), WorkCalendar.Present(rules.Hours, holder));
            if (ahead.IsEmpty) return (handoff, null);
            if (ahead[0].At > now) now = WeekRun.Minute(ahead[0].At);
            if (now >= until) return (handoff, null);
            var plan = ClockPlan.Of(handoff, [.. ahead.Where(step => step.At <= now)], rules, run.Team, now);
            if (plan.Leaves(rules, now) is var leaves && leaves > now)
            {
                now = WeekRun.Minute(ahead.Select(step => step.At).Where(at => at > now).Append(leaves).Min());
                continue;
            }
            if (plan.To is { } to) mails.Add(new WeekStep(now, Keys.Id("clock", Notices.Reference(handoff.Id, handoff.Assignment), plan.Step, $"{plan.From.UtcTicks}"), to.Id, plan.Step));
            if (plan is { Step: ClockSteps.Reassign or ClockSteps.BackToPool, Ends: false }) return (handoff, now);
            handoff = plan.Step == ClockSteps.SnoozeOver ? handoff with { SnoozedUntil = null, ClockFrom = now, Steps = null } : handoff with { Steps = [.. handoff.Steps ?? [], .. plan.Done] };
        }
    }

    private static Handoff After(Handoff handoff, Answer answer) => answer.Kind switch
    {
        AnswerKinds.Accept => handoff with { State = HandoffState.Accepted, Answer = answer, SnoozedUntil = null, ClockFrom = null, Steps = null },
        AnswerKinds.Snooze => handoff with { SnoozedUntil = answer.Until },
        AnswerKinds.Contact => handoff with { Contacts = [new ContactNote(answer.Contact!, answer.At, answer.By)] },
        // Refused or passed on: nothing of theirs runs any more.
        _ => handoff with { State = HandoffState.Rejected },
    };
}
