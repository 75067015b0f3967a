using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Mail;
using Intake.Playbooks;
using Intake.Scoring.Explaining;
using Intake.Stages;

namespace Intake.Handoffs.Digests;

/// <summary>A lead that is not handed off, as a digest tells it.</summary>
/// <param name="Company">The company, or the person where none is known.</param>
/// <param name="Proposition">What they care about.</param>
/// <param name="Did">What was done in the week, the newest first.</param>
/// <param name="Score">The score now, in whole points.</param>
/// <param name="Missing">What is missing to the line.</param>
public sealed record DigestLine(string Company, string Proposition, ImmutableArray<string> Did, int Score, string Missing)
{
    private static readonly AnswerLinks NoLinks = new("", "", "");

    /// <summary>As the account stands now; null where there is nothing to tell: handed off since, excluded, erased, or nothing worth telling was done.</summary>
    internal static DigestLine? Of(LoadedAccount account, string key, DigestWeek week, AccountManager reader, Playbook playbook, Team team, DateTimeOffset now)
    {
        if (Explainer.Explain(account.State, key, playbook, now) is not { NextGate: { } gate, Lead: { Closed: false } } explained) return null;
        var state = Aliases.Joined(account.State);
        var lead = state.Leads[key];
        if (lead.Proposition == Playbooks.Proposition.NotStated || state.OpenHandoff(lead) is not null || Excluded.Account(state.Account, playbook) is not null) return null;
        var facts = new MailFacts(Input(account, state, lead, reader, playbook, team));
        var did = facts.DoneIn(week, person => Excluded.Person(state.Account, state.Account.Members.GetValueOrDefault(person), playbook) is null);
        return did.IsEmpty ? null : new DigestLine(
            facts.Company, facts.Proposition(lead.Proposition), did, Rounding.Whole(explained.Score.Total), DigestTexts.In(reader.Language).Missing(gate, lead));
    }

    // The words of mails are made for handoffs; this one stands for what was done last.
    private static HandoffMailInput Input(LoadedAccount account, AccountState state, Lead lead, AccountManager reader, Playbook playbook, Team team) => new()
    {
        Account = state.Account, Lead = lead, Persons = Aliases.Joined(account.State.Account, account.Persons).ToImmutableDictionary(),
        Rounds = [.. state.Leads.Values], To = reader, Team = team, Playbook = playbook, Links = NoLinks,
        Handoff = new Handoff
        {
            Id = "", Proposition = lead.Proposition, Round = lead.Round, State = HandoffState.Due, Gate = "", Asked = false, DecidedAt = lead.NewestAt,
            Trigger = lead.Newest ?? new Trigger("", lead.Persons.Keys.FirstOrDefault() ?? "", "", "", lead.NewestAt),
        },
    };
}
