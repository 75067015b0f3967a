using System.Text;

namespace Intake.Mail;

/// <summary>Lays mails out as plain text, in the order of the HTML.</summary>
internal static class MailText
{
    public static string Of(HandoffMailModel mail)
    {
        var text = new StringBuilder().Line(mail.Preheader).Line().Line($"{mail.Company} · {mail.Proposition}").Line().Line(mail.Why);
        if (mail.Count is { } count) text.Line().Line(count);
        if (mail.Quote is { } quote) text.Quote(quote);
        text.Person(mail.Who);
        if (mail.Others.Length > 0) text.Line().Line(mail.OthersHeading);
        foreach (var other in mail.Others) text.Person(other);
        text.Section(mail.Permission).Line().Line(mail.HaveHeading);
        foreach (var have in mail.Have) text.Line(have.Heading.Length > 0 ? $"- {have.Heading}: {have.Text}" : $"- {have.Text}");
        text.Section(mail.NextStep);
        if (mail.Opening is { } opening) text.Section(opening);
        text.Line().Link(mail.Take).Link(mail.NotForMe);
        foreach (var small in mail.Small) text.Link(small);
        foreach (var more in mail.Further) text.More(more);
        text.Line().Line("--");
        if (mail.Score is { } score) text.Score(score);
        foreach (var more in mail.Further)
            if (more.Score is { } also) text.Line().Line(more.Proposition).Score(also);
        return text.Line($"{mail.RoutedBy.Heading} {mail.RoutedBy.Text}.").ToString();
    }

    public static string Of(UpdateMailModel mail)
    {
        var text = new StringBuilder().Line(mail.Preheader).Line().Line(mail.News.Heading).Line($"{mail.Company} · {mail.Proposition}")
            .Line().Line(mail.News.Text);
        if (mail.Quote is { } quote) text.Quote(quote);
        text.Person(mail.Who).Also(mail.Also);
        if (mail.Open is { } open) text.Line().Link(open);
        foreach (var more in mail.Further) text.More(more);
        text.Line().Line("--").Line(mail.Note);
        if (mail.ScoreNow is { } score) text.Line(score);
        return text.ToString();
    }

    public static string Of(NoticeMailModel mail)
    {
        var text = new StringBuilder().Line(mail.Preheader).Line().Line($"{mail.Company} · {mail.Proposition}").Line().Line(mail.Text);
        if (mail.Who is { } who) text.Person(who);
        if (mail.Buttons.Length > 0) text.Line();
        foreach (var link in mail.Buttons.Concat(mail.Small)) text.Link(link);
        return text.ToString();
    }

    private static void More(this StringBuilder text, UpdateMailModel mail)
    {
        text.Line().Line("--").Line().Line(mail.Proposition).Line().Line(mail.News.Text);
        if (mail.Quote is { } quote) text.Quote(quote);
        text.Person(mail.Who).Also(mail.Also).Line().Line($"{mail.Note} {mail.ScoreNow}".TrimEnd());
        if (mail.Open is { } open) text.Line().Link(open);
    }

    private static StringBuilder Also(this StringBuilder text, MailList? also)
    {
        if (also is null) return text;
        text.Line().Line(also.Heading);
        foreach (var line in also.Lines) text.Line($"- {line}");
        return text;
    }

    private static void More(this StringBuilder text, HandoffMailModel mail)
    {
        text.Line().Line("--").Line().Line(mail.Proposition).Line().Line(mail.Why);
        if (mail.Quote is { } quote) text.Quote(quote);
        text.Person(mail.Who).Section(mail.Permission).Section(mail.NextStep);
        if (mail.Opening is { } opening) text.Section(opening);
        text.Line().Link(mail.Take).Link(mail.NotForMe);
        foreach (var small in mail.Small) text.Link(small);
    }

    private static StringBuilder Line(this StringBuilder text, string line = "") => text.Append(line).Append('\n');

    private static StringBuilder Link(this StringBuilder text, MailLink link) => text.Line($"{link.Label}: {link.Url}");

    private static StringBuilder Section(this StringBuilder text, MailSection section) =>
        text.Line().Line(section.Heading).Line(section.Text);

    private static StringBuilder Quote(this StringBuilder text, MailSection quote)
    {
        text.Line().Line(quote.Heading);
        foreach (var line in quote.Text.Split('\n')) text.Line($"> {line}");
        return text;
    }

    private static StringBuilder Person(this StringBuilder text, MailPerson person)
    {
        if (person.Heading.Length > 0) text.Line().Line(person.Heading);
        text.Line(person.Function is { } function ? $"{person.Name}, {function}" : person.Name);
        if (person.Phone is { } phone) text.Line(phone.Label);
        if (person.Email is { } email) text.Line(email);
        foreach (var file in person.Files) text.Link(file);
        if (person.Cares is { } cares) text.Line($"{cares.Heading}: {cares.Text}");
        foreach (var did in person.Did) text.Line($"- {did}");
        return text;
    }

    private static StringBuilder Score(this StringBuilder text, MailScore score)
    {
        text.Line($"{score.Heading} {score.Sum}");
        foreach (var part in score.Parts)
        {
            text.Line($"{part.Name} {part.Points}");
            foreach (var line in part.Lines) text.Line($"  {line.Label} {line.Points}");
        }
        if (score.Unknown is { } unknown) text.Line($"{unknown.Heading}: {unknown.Text}");
        return text.Line(score.Playbook);
    }
}
