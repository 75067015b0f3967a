using System.Collections.Immutable;
using Intake.Mail;

namespace Intake.Handoffs.Leaving;

/// <summary>The mail that tells somebody what they took over from whoever left. Everything is clean and in one language.</summary>
/// <param name="Language">ISO 639-1 code.</param>
/// <param name="From">Name of who left.</param>
/// <param name="Lines">What they took over, the most urgent first.</param>
public sealed record TakenMailModel(string Language, string From, ImmutableArray<TakenLine> Lines)
{
    private TakenTexts Texts => TakenTexts.In(Language);

    /// <summary>Under 60 characters.</summary>
    public string Subject => Texts.Subject(Lines.Length, Plain.Cut(From, 24));

    /// <summary>What it is.</summary>
    public string Heading => Texts.Heading(From);

    /// <summary>What is asked of the reader.</summary>
    public string Intro => Texts.Intro(From);

    /// <summary>What the link of a line is called.</summary>
    public string Open => Texts.Open;

    /// <summary>The same as plain text.</summary>
    public string Text => string.Join('\n', [Heading, "", Intro, "", .. Lines.SelectMany(line => (string[])[line.Title, line.Who, line.Standing, $"{Open}: {line.Url}", ""])]);

    /// <summary>Says it.</summary>
    internal static TakenMailModel Of(ImmutableArray<HandoffMailInput> taken, string from)
    {
        var (texts, name) = (TakenTexts.In(taken[0].To.Language), Plain.Line(from, 60));
        return new TakenMailModel(texts.Language, name, [.. taken.Select(each => Line(each, texts, name))]);
    }

    private static TakenLine Line(HandoffMailInput input, TakenTexts words, string from)
    {
        var (facts, texts) = (new MailFacts(input), Mail.Texts.In(input.To.Language));
        var calendar = WorkCalendar.For(input.Playbook.Routing.Hours, input.To);
        var standing = input.Handoff is { Answer: { } answer, State: Accounts.HandoffState.Accepted }
            ? words.Accepted(from, texts.Date(calendar.LocalDay(answer.At), withDay: true)) : words.Unanswered(texts.Moment(calendar.Local(input.AnswerBy!.Value)));
        return new TakenLine(
            $"{facts.Company} · {facts.Proposition(input.Lead.Proposition)}", facts.FirstContact is { } first ? facts.Name(first) : texts.ContactSought, standing, input.Links.Open);
    }
}

/// <summary>A lead that somebody took over.</summary>
/// <param name="Title">Company and proposition.</param>
/// <param name="Who">Whom to contact.</param>
/// <param name="Standing">How far it is, and by when what is asked.</param>
/// <param name="Url">Where to answer.</param>
public sealed record TakenLine(string Title, string Who, string Standing, string Url);
