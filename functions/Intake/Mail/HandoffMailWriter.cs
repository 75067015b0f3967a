using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Handoffs;
using Intake.Stages;

namespace Intake.Mail;

/// <summary>Says a handoff, part by part, in the order of the mail.</summary>
internal sealed class HandoffMailWriter(HandoffMailInput input)
{
    private readonly Texts texts = Texts.In(input.To.Language);
    private readonly MailFacts facts = new(input);
    private readonly WorkCalendar calendar = WorkCalendar.For(input.Playbook.Routing.Hours, input.To);

    public HandoffMailModel Write() => new()
    {
        Language = texts.Language,
        Subject = facts.Subject(input.Handoff.Trigger),
        Preheader = Deadline ?? texts.NoNewDeadline,
        Company = facts.Company,
        Proposition = facts.Proposition(input.Lead.Proposition),
        Why = Why(),
        Quote = Quote(input.Handoff.Trigger),
        Who = Who(facts.FirstContact, input.Handoff.Trigger) with { Files = Files() },
        Others = [.. facts.Others.Select(person => PersonOf(person, ""))],
        OthersHeading = texts.AlsoThere,
        Permission = new MailSection(texts.MayWe, $"{texts.Phone(facts.Permission)} {texts.Newsletter(facts.Permission)}"),
        HaveHeading = texts.WhatWeHave,
        Have = new MailHistory(input, facts, texts).Lines(),
        NextStep = new MailSection(texts.NextStep, NextStep()),
        Opening = facts.OpeningQuestion is { } question ? new MailSection(texts.OpenWith, question) : null,
        Take = new MailLink(texts.Take, input.Links.Accept),
        NotForMe = new MailLink(texts.NotForMe, input.Links.Reject),
        Small = Small(),
        Score = ScoreFoot.Of(input.Lead.Score, input.Playbook, texts),
        RoutedBy = new MailSection(texts.YoursBecause, texts.RoutedBy(input.Handoff.RoutedBy)),
    };

    public UpdateMailModel WriteUpdate()
    {
        var news = input.Handoff.PendingUpdate ?? input.Handoff.Trigger;
        return new UpdateMailModel(
            texts.Language, facts.Subject(news), texts.NoNewDeadline, facts.Company, facts.Proposition(input.Lead.Proposition),
            new MailSection(texts.Update, Sentence(Happened(news))), Quote(news), Who(facts.HasLeft(news.Person) ? facts.FirstContact : news.Person, news),
            Note(),
            input.Lead.Score is { } score ? texts.ScoreNow(Rounding.Whole(score.Total)) : null,
            input.Handoff.Answer is null ? new MailLink(texts.Open, input.Links.Open) : null)
        {
            Also = input.Since is { } since && facts.DoneSince(since, news, input.Handoff.Trigger, texts) is { Length: > 0 } done
                ? new MailList(CollectTexts.In(texts.Language).AlsoNew, done) : null,
        };
    }

    private string Note() =>
        input.OfOpportunity ? $"{texts.NoNewDeadline} {CollectTexts.In(texts.Language).OfOpportunity}"
        : input.Handoff.Answer is null && Deadline is { } deadline ? $"{texts.NoNewDeadline} {deadline}."
        : texts.NoNewDeadline;

    private string? Deadline => input.AnswerBy is { } by ? texts.AnswerBefore(texts.Moment(calendar.Local(by))) : null;

    private string Why()
    {
        var days = facts.StepDays();
        var steps = days.Length < 2 ? null : texts.Steps(days.Length, days[^1].DayNumber - days[0].DayNumber);
        var timeframe = input.Handoff.Trigger.TimeframeMonths is { } months ? texts.Timeframe(months) : null;
        return Sentence(string.Join(", ", new[] { Happened(input.Handoff.Trigger), timeframe, steps }.OfType<string>()));
    }

    private string Happened(Trigger trigger)
    {
        var day = texts.Date(calendar.LocalDay(trigger.At), withDay: true);
        var first = facts.First(trigger.Person);
        return trigger is { AttendedMinutes: { } minutes, DurationMinutes: { } of }
            ? texts.Stayed(first, minutes, of, facts.Title(trigger.Content) ?? "", day)
            : texts.Because($"{first} {facts.Did(trigger.Activity, trigger.Content)}", day);
    }

    // What they wrote before this lead began was about something else.
    private MailSection? Quote(Trigger trigger)
    {
        var words = Plain.Block(facts.Person(trigger.Person)?.Message is { } message && message.At >= input.Lead.FirstAt ? message.Value : null);
        return words.Length > 0 ? new MailSection(texts.InTheirWords, words) : null;
    }

    private MailPerson Who(string? id, Trigger cause) => id is null ? Sought(cause.Person) : PersonOf(id, texts.Who) with
    {
        Cares = facts.TopicOf(id) is { } topic ? new MailSection(texts.CaresAbout, topic) : null,
    };

    // What was done is worth telling still; how to reach who did it is not.
    private MailPerson Sought(string cause)
    {
        ImmutableArray<string> left = facts.HasLeft(cause) ? [texts.HasLeft(facts.Name(cause))] : [];
        return new MailPerson(texts.Who, texts.ContactSought, null, null, null, null, [.. left, .. facts.DidOf(cause, texts)]);
    }

    internal MailPerson PersonOf(string id, string heading)
    {
        var email = Plain.Line(facts.Fact(id, FactNames.Email), 254);
        ImmutableArray<string> gone = facts.IsUndeliverable(id) ? [UnreachedTexts.In(input.To.Language).Undeliverable] : [];
        return new MailPerson(heading, facts.Name(id), facts.Role(id), MailUrls.Phone(facts.Fact(id, FactNames.Phone)),
            gone.IsEmpty ? MailUrls.Write(texts.WriteTo(facts.First(id)), email) : null, email.Length > 0 ? email : null, [.. gone, .. facts.DidOf(id, texts)]);
    }

    private string NextStep()
    {
        var step = facts.FirstContact is { } contact ? Reach(contact) : texts.SeekContact(facts.Company);
        return Deadline is { } deadline ? $"{step} {deadline}." : step;
    }

    private string Reach(string id)
    {
        var first = facts.First(id);
        return facts.Permission.Phone is null ? texts.WriteOnly(first)
            : MailUrls.Phone(facts.Fact(id, FactNames.Phone)) is null ? texts.CallWithoutNumber(first)
            : texts.Call(first);
    }

    private ImmutableArray<MailLink> Files()
    {
        if (facts.FirstContact is not { } first || facts.Person(first) is null) return [];
        var card = input.Links.Card is { } to ? new MailLink(texts.ContactCard, to) : null;
        var call = input.Links.Calendar is { } slot && facts.Permission.Phone is not null ? new MailLink(texts.CallSlot, slot) : null;
        return [.. new[] { card, call }.OfType<MailLink>()];
    }

    private ImmutableArray<MailLink> Small() =>
    [
        new(texts.NotNow, input.Links.To(AnswerKinds.Snooze)), new(texts.ForColleague, input.Links.To(AnswerKinds.Pass)),
        new(texts.WrongTerritory, input.Links.To(AnswerCheck.Territory)),
    ];

    private static string Sentence(string text) =>
        text.Length == 0 ? "" : char.ToUpperInvariant(text[0]) + text[1..] + (text[^1] is '.' or '!' or '?' ? "" : ".");
}
