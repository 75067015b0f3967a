using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Handoffs;
using Intake.Handoffs.Digests;
using Intake.Handoffs.Replies;
using Intake.Http;
using Intake.Mail;
using Intake.Teams.Page;
using Intake.Tests.Handoffs;
using Microsoft.Extensions.Logging.Abstractions;

namespace Intake.Tests.Mail;

/// <summary>The mails and pages that an account manager sees, each as a whole document: what the pictures in docs are taken of.</summary>
internal static class PictureScenes
{
    private const string Me = "claire", Colleague = "bram";
    private static readonly MailRenderer Renderer = new(new ComponentRenderer(NullLoggerFactory.Instance));

    /// <summary>All of them, by name.</summary>
    public static async Task<ImmutableSortedDictionary<string, string>> AllAsync()
    {
        var all = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, mail) in await MailsAsync()) all.Add($"mail-{name}", mail.Html);
        foreach (var (name, page) in await PagesAsync()) all.Add($"page-{name}", page.Html);
        all.Add("page-own-time", await Renderer.RenderAsync<TeamPage>(nameof(TeamPage.Model), OwnTime()));
        return all.ToImmutable();
    }

    private static async Task<(string, Intake.Mail.Mail)[]> MailsAsync()
    {
        var (one, accepted) = (Story.One(), Taken(Story.One()));
        return
        [
            ("handoff", await Renderer.RenderAsync(HandoffMailModel.From(one))),
            ("handoff-nl", await Renderer.RenderAsync(HandoffMailModel.From(Story.One("fenna")))),
            ("handoff-de", await Renderer.RenderAsync(HandoffMailModel.From(Story.One("lukas")))),
            ("handoff-again", await Renderer.RenderAsync(HandoffMailModel.From(Again(one)))),
            ("several", await Renderer.RenderAsync(HandoffMailModel.From([one, OfCharging(one)]))),
            ("update", await Renderer.RenderAsync(UpdateMailModel.From(News(one)))),
            ("reminder", await Renderer.RenderAsync(new ClockMailWriter(one).Write(ClockSteps.Reminder, []))),
            ("team-lead", await Renderer.RenderAsync(new ClockMailWriter(Mailed(one) with { To = Sample.Team.ById["joris"] }).Write(ClockSteps.TeamLead, Ahead(ClockSteps.Reassign)))),
            ("contact-nudge", await Renderer.RenderAsync(new ClockMailWriter(accepted).Write(ClockSteps.ContactNudge, Ahead(ClockSteps.BackToPool)))),
            ("qualify-nudge", await Renderer.RenderAsync(new ClockMailWriter(accepted).Write(ClockSteps.QualifyNudge, Ahead(ClockSteps.QualifyOver)))),
            ("digest", await Renderer.RenderAsync(new DigestMailModel("en", [Line("Vermeer Logistiek", 52), Line("Bakkerij Smit", 38)], 3))),
            ("reply", await Renderer.RenderAsync(ReplyMailModel.From("en", Story.Playbook.Propositions["energy"], Sample.Team.ById[Me] with { Phone = "+31 20 555 0100" }, true, "https://intake.example/unsubscribe/TOKEN"))),
            ("own-time", await Renderer.RenderAsync(new TeamLinkMailModel("en", "https://intake.example/team/TOKEN"))),
            ("gone", await Renderer.RenderAsync(new ClockMailWriter(one).WriteGone(PassingReasons.NotAnswered, Sample.Team.ById[Colleague].Name))),
        ];
    }

    private static TeamPageModel OwnTime()
    {
        var (today, hours) = (new DateOnly(2026, 9, 24), Story.Playbook.Routing.Hours);
        var me = Sample.Team.ById[Me] with { Absences = [new Absence(today.AddDays(11), today.AddDays(18), Colleague)] };
        return TeamPageModel.Of(me, Sample.Team, TeamForm.Of(me, WorkCalendar.Present(hours, me), today), TeamPageNote.None);
    }

    private static async Task<(string, AnswerResult)[]> PagesAsync() =>
    [
        ("choose", await Mine().Show(new AnswerForm(null), Me)),
        ("accept", await Mine().Show(new AnswerForm("accept"), Me)),
        ("reject", await Mine().Show(new AnswerForm("reject", "no-timing"), Me)),
        ("snooze", await Mine().Show(new AnswerForm("snooze"), Me)),
        ("pass", await Mine().Show(new AnswerForm("pass"), Me)),
        ("territory", await Mine().Show(new AnswerForm("territory"), Me)),
        ("accepted", await Mine().Submit(new AnswerForm("accept"), Me)),
        ("follow-up", await Contacted().Show(new AnswerForm(null), Me)),
        ("contact", await Contacted().Show(new AnswerForm("spoke"), Me)),
        ("noted", await Contacted().Submit(new AnswerForm("spoke"), Me)),
        ("sql", await Contacted().Show(new AnswerForm("sql"), Me)),
        ("opportunity-wrong", await Contacted("sql").Submit(new AnswerForm("opportunity") { Value = "a lot" }, Me)),
        ("lost", await Contacted("opportunity").Show(new AnswerForm("lost"), Me)),
        ("back", await Contacted().Show(new AnswerForm("back"), Me)),
        ("contradiction", await Contacted().Submit(new AnswerForm("reject", "no-budget"), Me)),
        ("given", await Mine().With(handoff => Passing.Give(handoff, Colleague, PassingReasons.NotAnswered, AnswerDesk.Now)).Show(new AnswerForm(null), Me)),
        ("old", await OldAsync()),
        ("wrong", (AnswerResult)await Mine().Handler.ShowAsync("nonsense", new AnswerForm(null), TestContext.Current.CancellationToken)),
    ];

    private static DigestLine Line(string company, int score) =>
        new(company, "Charging on your own site", ["24 Sep: Maarten downloaded Whitepaper netcongestie", "22 Sep: Maarten attended Energie-webinar"], score, "8 points to the line.");

    private static AnswerDesk Mine() => new AnswerDesk().With(handoff => handoff with { AccountManager = Me });

    private static AnswerDesk Contacted(string stage = "sal") => Mine().With(
        handoff => handoff with
        {
            State = HandoffState.Accepted, Answer = new Answer("accept", AnswerDesk.Now.AddHours(-3), Me),
            Contacts = [new ContactNote(ContactKinds.Tried, AnswerDesk.Now.AddHours(-2), Me), new ContactNote(ContactKinds.Meeting, AnswerDesk.Now.AddHours(-1), Me)],
        }, stage);

    private static async Task<AnswerResult> OldAsync()
    {
        var desk = Mine();
        var token = desk.Token(Me);
        desk.Time.Advance(AnswerLinks.Lifetime);
        return (AnswerResult)await desk.Handler.ShowAsync(token, new AnswerForm(null), TestContext.Current.CancellationToken);
    }

    private static HandoffMailInput Mailed(HandoffMailInput input) => input with { Handoff = input.Handoff with { State = HandoffState.Mailed, MailedAt = Story.Attended } };

    private static HandoffMailInput Taken(HandoffMailInput input) => input with
    {
        Handoff = input.Handoff with { State = HandoffState.Accepted, MailedAt = Story.Attended, Answer = new Answer("accept", Story.Attended.AddHours(1), Me) },
    };

    private static HandoffMailInput Again(HandoffMailInput input) => input with
    {
        Handoff = input.Handoff with
        {
            Former = [new FormerHolder("fenna", Story.Attended, PassingReasons.NotAnswered), new FormerHolder(Colleague, Story.Attended, PassingReasons.Passed)],
            RoutedBy = PassingReasons.Passed,
        },
        Lead = input.Lead with { RefusedReason = "no-timing", RestUntil = new DateOnly(2026, 9, 1), LastAccountManager = "sanne" },
    };

    private static HandoffMailInput News(HandoffMailInput input) => Mailed(input) with
    {
        Handoff = Mailed(input).Handoff with { PendingUpdate = new Trigger("t", Story.Piet, "price-list-downloaded", "prijslijst-energie", Story.Attended.AddDays(1)) },
    };

    private static HandoffMailInput OfCharging(HandoffMailInput input) => input with
    {
        Handoff = input.Handoff with
        {
            Id = "1123456789abcdef0123456789abcdef", Proposition = "charging", Trigger = input.Handoff.Trigger with { Activity = "demo-requested", Content = "demo", AttendedMinutes = null },
        },
        Lead = input.Lead with { Proposition = "charging" },
        OtherLeads = [],
    };

    private static ImmutableArray<ClockTime> Ahead(string step) => [new ClockTime(step, Story.Attended.AddDays(4), Story.Attended)];
}
