using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Enrichment;
using Intake.Handoffs;
using Intake.Handoffs.Digests;
using Intake.Interests;
using Intake.Scoring;

namespace Intake.Mail;

/// <summary>Looks up what the mail tells, cleaned: everything here may have been typed by anyone.</summary>
internal sealed class MailFacts(HandoffMailInput input)
{
    private const int SubjectMost = 59;

    private readonly string language = Texts.In(input.To.Language).Language;
    private readonly Texts texts = Texts.In(input.To.Language);

    public string Company => Plain.Line(
        input.Account.Book?.Name
        ?? (input.Account.IsCompany ? input.Account.Stated.Of(FactNames.CompanyName) ?? input.Account.Domains.FirstOrDefault() : null)
        ?? Name(input.Handoff.Trigger.Person), 60);

    public string? ClaimedCompany =>
        input.Account is { IsCompany: false, Book: null } && input.Account.Stated.Of(FactNames.CompanyName) is { } claimed
        && input.Account.NotTheirNames?.Contains(CompanyName.Normalise(claimed)) is not true
            ? Plain.Line(claimed, 60)
            : null;

    public Person? Person(string id) => input.Persons.GetValueOrDefault(id);

    public string? Fact(string person, string name) => Person(person)?.Facts.Of(name);

    public string First(string person) =>
        Plain.Line(Fact(person, FactNames.FirstName) ?? Fact(person, FactNames.LastName), 40) is { Length: > 0 } first
            ? first
            : texts.Someone;

    public string Name(string person) =>
        Plain.Line($"{Fact(person, FactNames.FirstName)} {Fact(person, FactNames.LastName)}", 80).Trim() is { Length: > 0 } name
            ? name
            : texts.Someone;

    public string? Role(string person) => Via(person) is { } via ? string.Join(", ", new[] { RoleOf(person), via }.OfType<string>()) : RoleOf(person);

    private string? Via(string person) => Plain.Line(Fact(person, FactNames.AgentOf), 60) is { Length: > 0 } agency ? texts.Via(agency) : null;

    private string? RoleOf(string person) => BuyingRole(person) is { Length: > 0 } part ? $"{TitleOf(person)} ({part})".TrimStart() : TitleOf(person);

    private string BuyingRole(string person) => Plain.Line(Fact(person, FactNames.BuyingRole), 40);

    private string? TitleOf(string person) =>
        Plain.Line(Fact(person, FactNames.JobTitle), 80) is { Length: > 0 } title ? title
        : Fact(person, FactNames.Function) is { } function ? input.Playbook.Wording.FunctionIn(function, language) : null;

    public string Proposition(string id) =>
        input.Playbook.Propositions.TryGetValue(id, out var proposition) ? proposition.Name.In(language) : id;

    /// <summary>A content's title; a form has none that is worth telling.</summary>
    public string? Title(string content) => input.Playbook.Content.TryGetValue(content, out var item) ? item.Title.In(language) : null;

    public string Did(string activity, string content) =>
        Plain.Line($"{input.Playbook.Wording.DidIn(activity, language)} {Title(content)}", 160).TrimEnd();

    /// <summary>Company, what happened, person, within what a phone shows.</summary>
    public string Subject(Trigger trigger)
    {
        var first = First(trigger.Person);
        var did = Plain.Line(input.Playbook.Wording.DidIn(trigger.Activity, language));
        var company = Plain.Cut(ClaimedCompany ?? Company, Math.Max(16, SubjectMost - first.Length - did.Length - 3));
        var told = Plain.Cut($"{company}: {first} {did}", SubjectMost);
        // A title of which only a few letters would be left says nothing.
        var left = SubjectMost - told.Length - 1;
        return Title(trigger.Content) is { } title && (left >= title.Length || left >= 10)
            ? $"{told} {Plain.Cut(Plain.Line(title), left)}"
            : told;
    }

    /// <summary>Whom to contact first; null when nobody is left.</summary>
    public string? FirstContact { get; } = Handoffs.FirstContact.Of(input.Account, input.Lead, input.Handoff.Trigger.Person, input.Persons.ContainsKey);

    public bool HasLeft(string person) => Member(person) is { Left: true };

    public bool IsUndeliverable(string person) => Member(person) is { Undeliverable: true };

    public IEnumerable<string> Others => input.Lead.Persons.Keys
        .Where(id => id != FirstContact && input.Persons.ContainsKey(id) && Member(id) is not { Left: true })
        .OrderByDescending(id => Member(id)?.NewestAt).ThenBy(id => id, StringComparer.Ordinal).Take(6);

    /// <summary>What the first contact permits; without one, what holds for anybody of the company.</summary>
    public ContactPermission Permission =>
        FirstContact is not { } first ? Permissions.For((Member?)null, input.Account, asked: false, input.Playbook.Contacts)
        : input.Handoff.Asked ? Permissions.For(Member(first), input.Account, asked: true, input.Playbook.Contacts)
        : Permissions.For(Person(first), Member(first), input.Account, input.Lead.Proposition, input.Playbook.Contacts);

    public string? OpeningQuestion => Question(input.Handoff.Trigger.Content)
        ?? Steps(input.Lead.Persons.Values).OrderByDescending(step => step.Day).Select(step => Question(step.Content))
            .FirstOrDefault(question => question is not null);

    /// <summary>The days on which anyone did something worth telling.</summary>
    public ImmutableArray<DateOnly> StepDays() =>
        [.. Steps(input.Lead.Persons.Values).Select(step => DateOnly.FromDayNumber(step.Day)).Distinct().Order()];

    /// <summary>What a person did, newest first.</summary>
    public ImmutableArray<string> DidOf(string person, Texts words) =>
        !input.Lead.Persons.TryGetValue(person, out var counts) ? []
        : [.. Steps([counts]).OrderByDescending(step => step.Day).ThenBy(step => step.Rule, StringComparer.Ordinal).Take(4)
            .Select(step => $"{words.Date(DateOnly.FromDayNumber(step.Day))}: {Did(step.Rule, step.Content)}")];

    /// <summary>What anybody did since a day, that one included, besides what is told already; newest first.</summary>
    public ImmutableArray<string> DoneSince(DateOnly since, Trigger told, Trigger before, Texts words) =>
        [.. (from person in input.Lead.Persons
             where Person(person.Key) is not null
             from step in Steps([person.Value])
             where step.Day >= since.DayNumber && !IsOf(told, person.Key, step) && !IsOf(before, person.Key, step)
             orderby step.Day descending, person.Key, step.Rule
             select $"{words.Date(DateOnly.FromDayNumber(step.Day))}: {First(person.Key)} {Did(step.Rule, step.Content)}").Distinct().Take(8)];

    /// <summary>What was done in a week by those of whom something may be told, the newest first.</summary>
    public ImmutableArray<string> DoneIn(DigestWeek week, Func<string, bool> mayBeTold) =>
        [.. (from person in input.Lead.Persons
             where Person(person.Key) is not null && mayBeTold(person.Key)
             from step in Steps([person.Value])
             where week.Has(step.Day)
             orderby step.Day descending, person.Key, step.Rule
             select $"{texts.Date(DateOnly.FromDayNumber(step.Day), withDay: true)}: {First(person.Key)} {Did(step.Rule, step.Content)}").Distinct().Take(5)];

    private static bool IsOf(Trigger trigger, string person, (string Rule, string Content, int Day) step) =>
        trigger.Person == person && trigger.Content == step.Content && (trigger.Rule is null || BucketKey.General(trigger.Rule) == step.Rule);

    /// <summary>What a person cares about on the day of the score; null where nothing has enough evidence.</summary>
    public string? TopicOf(string person)
    {
        var day = input.Lead.Score?.Day ?? DateOnly.FromDateTime(input.Handoff.DecidedAt.UtcDateTime);
        return InterestTree.Of(input.Account, input.Rounds, person, input.Playbook, day).Current is { } topic
            ? Plain.Line(input.Playbook.Wording.TopicIn(topic.Path, language), 100) : null;
    }

    private Member? Member(string id) => input.Account.Members.GetValueOrDefault(id);

    private string? Question(string content) =>
        input.Playbook.Content.TryGetValue(content, out var item) && item.OpeningQuestion is { } question ? question.In(language) : null;

    // Pages and clicks are left out: a list of them must never be read back to anyone.
    private IEnumerable<(string Rule, string Content, int Day)> Steps(IEnumerable<ActivityCounts> persons) =>
        from counts in persons
        from bucket in counts.Buckets
        let key = BucketKey.Parse(bucket.Key)
        let rule = BucketKey.General(key.Rules)
        let content = key.Content
        where !input.Playbook.Wording.Browsing.Contains(rule)
            && !(input.Playbook.Content.TryGetValue(content, out var item) && item.Kind == "pages")
        where bucket.Value.Count > 0
        select (rule, content, bucket.Value.Keys.Max());
}
