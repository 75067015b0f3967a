using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Handoffs;
using Intake.Mail;
using Intake.Playbooks;
using Intake.Scoring;

namespace Intake.Outgoing;

/// <summary>Says a lead and its handoff, for another system. Pure but for the sealed link.</summary>
internal sealed class PayloadWriter(
    Subject subject, Endpoint endpoint, Playbook playbook, Team team, Uri publicUrl, Func<AnswerToken, string> link)
{
    private readonly Account account = Aliases.Joined(subject.Loaded.State).Account;

    private readonly string root = publicUrl.AbsoluteUri.TrimEnd('/');

    private AccountManager? Manager => team.Find(subject.Handoff?.AccountManager);

    public PayloadData Write()
    {
        var data = new PayloadData(LeadOf(), Score: ScoreOf(subject.Lead.Score), Handoff: subject.Handoff is { } handoff ? HandoffOf(handoff) : null, Change: ChangeOf());
        // What nobody did has nobody to tell of.
        if (Cause() is not { } cause) return data with { Account = AccountOf(account.Book?.Name ?? account.Domains.FirstOrDefault() ?? "") };
        var input = InputOf(cause);
        var (facts, mail) = (new MailFacts(input), HandoffMailModel.From(input));
        return data with { Account = AccountOf(facts.Company), Person = PersonOf(facts, mail), Title = mail.Subject, Why = mail.Why };
    }

    private Handoff? Cause() => subject.Handoff ?? (subject.Lead.Newest is { } newest ? new Handoff
    {
        Id = "", Proposition = subject.Lead.Proposition, Round = subject.Lead.Round, State = HandoffState.Due, Gate = "", Asked = false, DecidedAt = newest.At, Trigger = newest,
    } : null);

    private HandoffMailInput InputOf(Handoff cause)
    {
        var state = Aliases.Joined(subject.Loaded.State);
        return new HandoffMailInput
        {
            Account = account, Lead = state.Leads.GetValueOrDefault(AccountState.KeyOf(subject.Lead)) ?? subject.Lead,
            Handoff = cause.ByPersons(id => Aliases.PersonOf(account, id)),
            Persons = Aliases.Joined(subject.Loaded.State.Account, subject.Loaded.Persons).ToImmutableDictionary(),
            Rounds = [.. state.Leads.Values], To = Reader(), Team = team, Playbook = playbook, Links = new AnswerLinks("", "", ""),
        };
    }

    private AccountManager Reader() => (Manager ?? new AccountManager { Id = "-", Name = "", Email = "", Language = endpoint.Language }) with { Language = endpoint.Language };

    private PayloadLead LeadOf()
    {
        var id = LeadId.Of(account, subject.Lead).ToString();
        var name = playbook.Propositions.TryGetValue(subject.Lead.Proposition, out var proposition) ? proposition.Name.In(endpoint.Language) : subject.Lead.Proposition;
        return new PayloadLead(id, subject.Lead.Proposition, name, subject.Lead.Round, StageOf(subject.Lead.Stage), $"{root}/api/leads/{id}/score");
    }

    private PayloadStage StageOf(string id)
    {
        var stage = playbook.Stages.Find(id);
        return new PayloadStage(id, stage.Name.In(endpoint.Language), stage.Role.ToString().ToLowerInvariant(), endpoint.Stages.GetValueOrDefault(id));
    }

    private PayloadAccount AccountOf(string name) => new(
        account.Id, account.Book?.Id, name, AccountKinds.Of(account), account.Domains.FirstOrDefault(), account.OfCompany(FactNames.Country),
        Plain.Line(account.OfCompany(FactNames.Industry), 60) is { Length: > 0 } industry ? industry : null, account.Book?.Owner, $"{root}/api/accounts/{account.Id}");

    private static PayloadPerson? PersonOf(MailFacts facts, HandoffMailModel mail) => facts.FirstContact is not { } id ? null : new PayloadPerson(
        id, facts.Name(id), facts.Role(id), mail.Who.Email, Plain.Line(facts.Fact(id, FactNames.Phone), 40) is { Length: > 0 } phone ? phone : null,
        Basis(facts.Permission.Phone), Basis(facts.Permission.Mail), mail.Permission.Text);

    private static string? Basis(ContactBasis? basis) => basis switch
    {
        null => null,
        ContactBasis.UnlessObjected => "unless-objected",
        ContactBasis.SimilarProduct => "similar-product",
        ContactBasis.PublishedAddress => "published-address",
        _ => basis.Value.ToString().ToLowerInvariant(),
    };

    private static PayloadScore? ScoreOf(Score? score) => score is null ? null : new PayloadScore(
        score.Total / 100m, score.Playbook, [.. score.Reasons.Select(reason => new PayloadReason(reason.Rule, reason.Component, reason.Hundredths / 100m, reason.Content))]);

    private PayloadHandoff HandoffOf(Handoff handoff) => new(
        handoff.Id, handoff.State.ToString().ToLowerInvariant(), handoff.Gate, handoff.Assignment,
        Manager is { } manager ? new PayloadManager(manager.Id, manager.Name, manager.Email) : null, handoff.RoutedBy, handoff.DecidedAt, handoff.AnswerBy,
        handoff.Answer is { } answer ? new PayloadAnswer(answer.Kind, answer.At, answer.By, answer.Reason, answer.Until) : null,
        handoff is { IsOpen: true, AccountManager: { } holder } ? link(new AnswerToken(account.Id, handoff.Id, holder)) : null);

    private PayloadChange? ChangeOf() =>
        subject.Move is { } move ? new PayloadChange(move.From is { } from ? StageOf(from) : null, StageOf(move.To), move.At, move.Cause) : null;
}
