using System.Globalization;
using Intake.Mail;

namespace Intake.Handoffs.Files;

/// <summary>A time to call a person, for the account manager's own calendar: nobody is invited to it.</summary>
internal static class CallSlot
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(30), Ahead = TimeSpan.FromMinutes(15), Grid = TimeSpan.FromMinutes(15);

    /// <summary>The next quarter of an hour within working hours, before the answer is due where that can still be.</summary>
    public static DateTimeOffset Start(WorkCalendar calendar, DateTimeOffset? answerBy, DateTimeOffset now)
    {
        var from = now + Ahead;
        var start = calendar.NextStart(new DateTimeOffset(from.UtcTicks + (Grid.Ticks - (from.UtcTicks % Grid.Ticks)) % Grid.Ticks, TimeSpan.Zero));
        return answerBy > now && start + Length > answerBy && calendar.IsWorking(now) ? now.ToUniversalTime() : start;
    }

    /// <summary>The entry, as iCalendar.</summary>
    /// <param name="input">The handoff as its mail tells it.</param>
    /// <param name="person">Id of the person to call.</param>
    /// <param name="now">The time.</param>
    public static string Of(HandoffMailInput input, string person, DateTimeOffset now)
    {
        var (facts, texts) = (new MailFacts(input), Texts.In(input.To.Language));
        var start = Start(WorkCalendar.For(input.Playbook.Routing.Hours, input.To), input.AnswerBy, now);
        var phone = MailUrls.Phone(facts.Fact(person, Accounts.FactNames.Phone))?.Label;
        return new FoldedLines().Raw("BEGIN", "VCALENDAR").Raw("VERSION", "2.0").Raw("PRODID", "-//Intake//Handoff//EN").Raw("METHOD", "PUBLISH")
            .Raw("BEGIN", "VEVENT")
            .Raw("UID", $"{input.Handoff.Id}-{input.Handoff.Assignment}@intake").Raw("DTSTAMP", Utc(now)).Raw("DTSTART", Utc(start)).Raw("DTEND", Utc(start + Length))
            .Text("SUMMARY", $"{facts.Name(person)} ({facts.Company})")
            .Text("DESCRIPTION", string.Join('\n', new[] { phone, facts.Proposition(input.Lead.Proposition), texts.Call(facts.First(person)) }.Where(line => line is not null)))
            .Raw("TRANSP", "OPAQUE")
            .Raw("END", "VEVENT").Raw("END", "VCALENDAR").ToString();
    }

    private static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
