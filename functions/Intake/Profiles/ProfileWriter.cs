using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Handoffs;
using Intake.Interests;
using Intake.Playbooks;
using Intake.Scoring;

namespace Intake.Profiles;

/// <summary>Makes profiles of an account with its persons, as they are on a day. Whoever has several addresses is one.</summary>
/// <param name="loaded">The account with all its persons.</param>
/// <param name="playbook">The playbook in force.</param>
/// <param name="day">The day, UTC.</param>
internal sealed class ProfileWriter(LoadedAccount loaded, Playbook playbook, DateOnly day)
{
    private readonly AccountState state = Aliases.Joined(loaded.State);
    private readonly ImmutableSortedDictionary<string, Person> persons = Aliases.Joined(loaded.State.Account, loaded.Persons);

    /// <summary>The profile of a person, by any of their addresses; null when the account does not have them.</summary>
    public PersonDocument? Person(string id, TimelineDocument timeline)
    {
        var root = Aliases.PersonOf(loaded.State.Account, id);
        if (!persons.TryGetValue(root, out var person)) return null;
        var member = state.Account.Members.GetValueOrDefault(root);
        var leads = state.Leads.Values.Where(lead => lead.Persons.ContainsKey(root)).ToImmutableArray();
        return new PersonDocument(
            root, new AccountReference(state.Account.Id, ProfileFacts.NameOf(state.Account), state.Account.IsCompany, AccountKinds.Of(state.Account)),
            ProfileFacts.NameOf(person), [.. Addresses(root)], [.. Phones(root)], ProfileFacts.Of(person.Facts), ProfileFacts.FlagsOf(member),
            ProfileFacts.Of(Permissions.For(person, member, state.Account, null, playbook.Contacts)),
            ConsentsOf(person), person.FirstTouch, person.LastTouch, ProfileFacts.Of(InterestsOf(root)), [.. leads.Select(Lead)], timeline);
    }

    /// <summary>The profile of the account.</summary>
    public AccountDocument Account(TimelineDocument timeline)
    {
        var account = state.Account;
        return new AccountDocument(
            account.Id, ProfileFacts.NameOf(account), account.IsCompany, AccountKinds.Of(account), account.Book?.Owner, account.Domains, account.Book, account.Claimed,
            ProfileFacts.Of(account.Stated), account.Tester is not null, [.. state.Leads.Values.Select(Lead)],
            [.. Persons().Select(Member).OrderByDescending(member => member.NewestAt).ThenBy(member => member.Id, StringComparer.Ordinal)],
            [.. state.Handoffs.Values.OrderBy(handoff => handoff.DecidedAt).Select(handoff => HandoffDocument.Of(account.Id, handoff))], timeline);
    }

    /// <summary>The addresses of a person, for their timeline.</summary>
    public ImmutableArray<string> AddressesOf(string id) => Aliases.Of(loaded.State.Account, id);

    private IEnumerable<string> Persons() => loaded.State.Account.Members.Keys.Where(id => Aliases.PersonOf(loaded.State.Account, id) == id);

    private IEnumerable<AddressDocument> Addresses(string root) => AddressesOf(root).Select(id => new AddressDocument(
        id, loaded.Persons.GetValueOrDefault(id)?.Facts.Of(FactNames.Email), loaded.State.Account.Members.GetValueOrDefault(id) is { Left: true }));

    private IEnumerable<string> Phones(string root) => AddressesOf(root).Select(id => loaded.Persons.GetValueOrDefault(id)?.Facts.GetValueOrDefault(FactNames.Phone))
        .OfType<Fact>().OrderByDescending(phone => phone.At).Select(phone => phone.Value).Distinct(StringComparer.Ordinal);

    private LeadDocument Lead(Lead lead)
    {
        var stage = playbook.Stages.Stages.FirstOrDefault(stage => stage.Id == lead.Stage);
        var score = lead.Closed ? lead.Score : Scorer.Score(state.Account, lead, playbook, day);
        return new LeadDocument(
            LeadId.Of(state.Account, lead).ToString(), lead.Proposition, lead.Round, lead.Stage, stage?.Name.In("en"), stage?.Definition.In("en"), lead.StageSince,
            lead.FirstAt, lead.NewestAt, lead.RestUntil, lead.RefusedReason, lead.LastAccountManager, lead.Closed,
            FirstContact.Of(state.Account, lead, null, persons.ContainsKey), [.. lead.Persons.Keys], ProfileFacts.Of(score));
    }

    private MemberDocument Member(string id)
    {
        var member = state.Account.Members[id];
        return new MemberDocument(
            id, ProfileFacts.NameOf(persons.GetValueOrDefault(id)), member.Function, member.Seniority, member.Language, member.Country, ProfileFacts.FlagsOf(member),
            member.NewestAt, member.AskedAt, member.SpokeWith, InterestsOf(id).Current?.Path);
    }

    private InterestTree InterestsOf(string root) => InterestTree.Of(state.Account, state.Leads.Values, root, playbook, day);

    private static SortedDictionary<string, IReadOnlyList<ConsentStatement>>? ConsentsOf(Person person) => person.Consents is not { } consents ? null
        : new(consents.ToDictionary(each => each.Key, each => (IReadOnlyList<ConsentStatement>)each.Value), StringComparer.Ordinal);
}
