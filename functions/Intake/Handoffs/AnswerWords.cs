using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Mail;
using Intake.Playbooks;

namespace Intake.Handoffs;

/// <summary>Says where a handoff is, in the language and by the clock of whoever holds the link.</summary>
internal sealed class AnswerWords(AnswerScene scene)
{
    private readonly Handoff handoff = scene.View.Handoff;

    /// <summary>What pages say.</summary>
    public AnswerTexts Texts { get; } = AnswerTexts.In(scene.Manager?.Language);

    /// <summary>What mails say.</summary>
    public Texts Mail { get; } = Intake.Mail.Texts.In(scene.Manager?.Language);

    /// <summary>Name of the proposition.</summary>
    public string Proposition => scene.Playbook.Propositions.TryGetValue(handoff.Proposition, out var known) ? In(known.Name) : handoff.Proposition;

    /// <summary>Who has it now.</summary>
    public string HasItNow => scene.Team.Find(handoff.AccountManager)?.Name is { } name ? Texts.HasItNow(name) : Texts.NobodyYet;

    /// <summary>A line each.</summary>
    public ImmutableArray<string> Status => scene.Standing switch
    {
        AnswerStanding.Unanswered when handoff.SnoozedUntil is { } day => [Texts.SnoozedUntil(Day(day))],
        AnswerStanding.Unanswered => handoff.AnswerBy is { } by ? [Mail.AnswerBefore(Moment(by))] : [],
        AnswerStanding.Accepted => [Texts.AcceptedOn(Moment(handoff.Answer!.At)), .. Contacts, .. Stage],
        AnswerStanding.Refused => [Texts.RefusedOn(Moment(handoff.Answer!.At), ReasonOf(handoff.Answer.Reason))],
        AnswerStanding.Closed => [Texts.EndedOn(StageName(handoff.End!.Stage), Day(scene.Calendar.LocalDay(handoff.End.At)))],
        AnswerStanding.Given => [HasItNow],
        _ => [],
    };

    /// <summary>What is wrong; null for nothing.</summary>
    public string? Error(AnswerProblem wrong) => wrong switch
    {
        AnswerProblem.NoReason => Texts.ChooseReason,
        AnswerProblem.WrongDate => Texts.WrongDate,
        AnswerProblem.WrongDay => Texts.WrongDay(Day(scene.LastDay)),
        AnswerProblem.NoColleague => Texts.ChooseColleague,
        AnswerProblem.WrongValue => Texts.WrongValue,
        AnswerProblem.TakeFirst => Texts.TakeFirst,
        AnswerProblem.AnsweredBefore => Texts.AnsweredBefore,
        _ => null,
    };

    /// <summary>In the language of the page.</summary>
    public string In(Localized text) => text.In(Mail.Language);

    private IEnumerable<string> Contacts =>
        (handoff.Contacts ?? []).TakeLast(5).Select(contact => $"{Texts.ContactOf(contact.Kind)}: {Moment(contact.At)}");

    private IEnumerable<string> Stage => scene.View.Lead is { } lead && scene.Playbook.Stages.Find(lead.Stage).Role is Role.Qualified or Role.Deal
        ? [Texts.StageIs(StageName(scene.View.Lead.Stage))] : [];

    private string ReasonOf(string? id) => id is not null && scene.Playbook.Stages.Reasons.TryGetValue(id, out var reason) ? In(reason.Label) : "";

    private string StageName(string id) => scene.Playbook.Stages.Stages.FirstOrDefault(stage => stage.Id == id) is { } stage ? In(stage.Name) : id;

    private string Moment(DateTimeOffset at) => Mail.Moment(scene.Calendar.Local(at));

    private string Day(DateOnly day) => Mail.Date(day, withDay: true);
}
