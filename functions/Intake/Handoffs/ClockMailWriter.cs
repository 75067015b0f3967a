using System.Collections.Immutable;
using Intake.Mail;
using Intake.Playbooks;
using Intake.Stages;

namespace Intake.Handoffs;

/// <summary>Says the mails of a handoff's clocks.</summary>
internal sealed class ClockMailWriter(HandoffMailInput input)
{
    private readonly Texts texts = Texts.In(input.To.Language);
    private readonly ClockTexts words = ClockTexts.In(input.To.Language);
    private readonly MailFacts facts = new(input);
    private readonly WorkCalendar reader = WorkCalendar.For(input.Playbook.Routing.Hours, input.To);

    /// <summary>The mail of a step.</summary>
    /// <param name="step">A word of <see cref="ClockSteps"/> that is told by mail.</param>
    /// <param name="ahead">The steps that come after it.</param>
    public NoticeMailModel Write(string step, ImmutableArray<ClockTime> ahead)
    {
        var (subject, text) = Say(step, ahead);
        var toHolder = step != ClockSteps.TeamLead;
        return Model(subject, text) with
        {
            Who = facts.FirstContact is { } first ? new HandoffMailWriter(input).PersonOf(first, texts.Who) : null,
            Buttons = toHolder ? Buttons(step) : [],
            Small = toHolder ? Small(step) : [],
        };
    }

    /// <summary>The mail to somebody who had it.</summary>
    /// <param name="why">A word of <see cref="PassingReasons"/>, or <see cref="Lapse.Cause"/>.</param>
    /// <param name="now">Name of who has it now; null where that is not known.</param>
    public NoticeMailModel WriteGone(string why, string? now)
    {
        var who = now ?? words.Colleague;
        var (subject, text) = why switch
        {
            PassingReasons.NotAnswered => words.NotAnswered(who),
            PassingReasons.NotContacted => words.NotContacted(who),
            Lapse.Cause => words.Lapsed,
            _ => words.Ordered(who),
        };
        return Model(subject, text);
    }

    /// <summary>The mail about a colleague whom mail does not reach.</summary>
    /// <param name="who">Their name.</param>
    /// <param name="given">Ids of the propositions whose leads went to the next in line.</param>
    public NoticeMailModel WriteUnreached(string who, ImmutableArray<string> given)
    {
        var unreached = UnreachedTexts.In(input.To.Language);
        return Model(unreached.Subject(who), given.IsEmpty ? unreached.Kept(who) : unreached.Given(who, string.Join(", ", given.Distinct().Select(facts.Proposition))));
    }

    private NoticeMailModel Model(string subject, string text) => new()
    {
        Language = texts.Language,
        Subject = $"{Plain.Cut(facts.Company, Math.Max(16, 57 - subject.Length))}: {subject}",
        Preheader = char.ToUpperInvariant(subject[0]) + subject[1..],
        Company = facts.Company,
        Proposition = facts.Proposition(input.Lead.Proposition),
        Text = text,
    };

    private (string Subject, string Text) Say(string step, ImmutableArray<ClockTime> ahead)
    {
        var accepted = input.Handoff.Answer is { } answer ? Day(answer.At) : "";
        var until = ahead.FirstOrDefault(next => next.Step is ClockSteps.Reassign or ClockSteps.BackToPool or ClockSteps.QualifyOver) is { } last ? Moment(last.At) : "";
        return step switch
        {
            ClockSteps.Reminder => words.Reminder(Moment(input.AnswerBy!.Value)),
            ClockSteps.TeamLead => words.TeamLead(
                input.Team.Find(input.Handoff.AccountManager)?.Name ?? "", Moment(input.Handoff.MailedAt!.Value), until),
            ClockSteps.SnoozeOver => words.SnoozeOver,
            ClockSteps.ContactNudge => words.ContactNudge(accepted, until),
            ClockSteps.QualifyNudge => words.QualifyNudge(accepted, until),
            ClockSteps.OpportunityNudge => words.OpportunityNudge(Day(input.Lead.StageSince)),
            _ => throw new ArgumentException($"{step} is told by no mail.", nameof(step)),
        };
    }

    private ImmutableArray<MailLink> Buttons(string step) => step switch
    {
        ClockSteps.ContactNudge => [Link(words.Spoke, ContactKinds.Spoke), Link(words.Meeting, ContactKinds.Meeting)],
        ClockSteps.QualifyNudge => [Stage(Role.Qualified), Link(words.GiveBack, AnswerCheck.Back)],
        ClockSteps.OpportunityNudge => [Stage(Role.Deal), Link(words.GiveBack, AnswerCheck.Back)],
        _ => [new MailLink(texts.Take, input.Links.Accept), new MailLink(texts.NotForMe, input.Links.Reject)],
    };

    private ImmutableArray<MailLink> Small(string step) => step switch
    {
        ClockSteps.ContactNudge => [Link(words.Tried, ContactKinds.Tried), Link(words.GiveBack, AnswerCheck.Back)],
        ClockSteps.QualifyNudge => [Stage(Role.Deal), .. Ends],
        ClockSteps.OpportunityNudge => [.. Ends],
        _ => [new MailLink(texts.NotNow, input.Links.To(AnswerKinds.Snooze)), new MailLink(texts.ForColleague, input.Links.To(AnswerKinds.Pass))],
    };

    private IEnumerable<MailLink> Ends => input.Playbook.Stages.Stages.Where(stage => stage.Role == Role.End).Select(Link);

    private MailLink Stage(Role role) => Link(input.Playbook.Stages.Of(role));

    private MailLink Link(Stage stage) => Link(stage.Name.In(texts.Language), stage.Id);

    private MailLink Link(string label, string what) => new(label, input.Links.To(what));

    private string Moment(DateTimeOffset at) => texts.Moment(reader.Local(at));

    private string Day(DateTimeOffset at) => texts.Date(reader.LocalDay(at), withDay: true);
}
