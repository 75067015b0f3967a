using System.Collections.Immutable;
using System.Globalization;

namespace Intake.Mail;

/// <summary>What we already have with an account, line by line.</summary>
internal sealed class MailHistory(HandoffMailInput input, MailFacts facts, Texts texts)
{
    public ImmutableArray<MailSection> Lines()
    {
        var lines = new[] { HadBefore(), Owns(), Opportunities(), Claims(), Complaints(), LastContact(), SpokeWith(), LastRefusal(), Promise(), Others() }
            .OfType<MailSection>();
        return [.. lines.DefaultIfEmpty(new MailSection("", texts.Nothing))];
    }

    private MailSection? HadBefore() => Line(texts.HadBefore, (input.Handoff.Former ?? []).TakeLast(3).Select(former =>
        $"{input.Team.Find(former.AccountManager)?.Name ?? former.AccountManager} ({texts.PassedOn(former.Why)})"));

    private MailSection? Owns() => Line(texts.CustomerOf, (input.Account.Book?.Owns ?? []).Select(owned =>
        facts.Proposition(owned.Proposition) + (owned.Until is { } until ? $" ({texts.Until(texts.LongDate(until))})" : "")));

    private MailSection? Opportunities() =>
        Line(texts.OpenOpportunity, (input.Account.Book?.OpenOpportunities ?? []).Select(facts.Proposition));

    private MailSection? Claims() =>
        facts.ClaimedCompany is { } claimed ? new MailSection(texts.Claims, texts.NotConfirmed(claimed)) : null;

    private MailSection? Complaints() => input.Account.Book?.OpenComplaints is > 0 and var open
        ? new MailSection(texts.OpenComplaints, open.ToString(CultureInfo.InvariantCulture)) : null;

    private MailSection? LastContact()
    {
        var day = input.Account.Book?.LastContactAt is { } at ? texts.LongDate(at) : null;
        var parts = new[] { day, Plain.Line(input.Account.Book?.LastContact, 200) }.Where(part => !string.IsNullOrEmpty(part));
        return Line(texts.LastContact, [string.Join(": ", parts)]);
    }

    private MailSection? SpokeWith() =>
        input.Team.Find(input.Account.Members.GetValueOrDefault(input.Handoff.Trigger.Person)?.SpokeWith) is { } colleague
            ? new MailSection(texts.SpokeWith, colleague.Name) : null;

    private MailSection? LastRefusal()
    {
        if (input.Lead.RefusedReason is not { } id) return null;
        var reason = input.Playbook.Stages.Reasons.GetValueOrDefault(id)?.Label.In(texts.Language) ?? id;
        return new MailSection(texts.LastRefusal, texts.RefusedBy(reason, input.Team.Find(input.Lead.LastAccountManager)?.Name));
    }

    private MailSection? Promise() => input.Lead is { RefusedReason: not null, RestUntil: { } until }
        ? new MailSection(texts.Promised, texts.NotBefore(texts.LongDate(until))) : null;

    private MailSection? Others() => Line(texts.AlsoInterested, input.OtherLeads
        .Where(lead => lead.Proposition != input.Lead.Proposition && lead.Proposition != "-" && !lead.Closed)
        .Select(lead => lead.Score is { } score
            ? texts.Points(facts.Proposition(lead.Proposition), Rounding.Whole(score.Total))
            : facts.Proposition(lead.Proposition)));

    private static MailSection? Line(string heading, IEnumerable<string> values) =>
        string.Join(", ", values) is { Length: > 0 } text ? new MailSection(heading, text) : null;
}
