using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Intake.Accounts;

/// <summary>The passing of one lead to one account manager. The row <c>handoff:{id}</c> while open, <c>z:handoff:{id}</c> once closed.</summary>
public sealed record Handoff
{
    /// <summary>32 hex digits: derived from account, lead, round and the submission that caused it.</summary>
    public required string Id { get; init; }

    /// <summary>Proposition of the lead.</summary>
    public required string Proposition { get; init; }

    /// <summary>Round of the lead.</summary>
    public required int Round { get; init; }

    /// <summary>Where it is on its way.</summary>
    public required HandoffState State { get; init; }

    /// <summary>Why it was made: a gate's id such as <c>asked</c> or <c>score</c>.</summary>
    public required string Gate { get; init; }

    /// <summary>Whether the fast lane is used: mail at once, at any hour.</summary>
    public required bool Asked { get; init; }

    /// <summary>When the gate was passed.</summary>
    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>The score at that moment, in hundredths; null in what was written before this was kept.</summary>
    public int? Score { get; init; }

    /// <summary>What had added to that score, as its reasons name it, in ordinal order; null in what was written before this was kept.</summary>
    public ImmutableArray<string>? Rules { get; init; }

    /// <summary>Version of the playbook whose gate it was; null in what was written before this was kept.</summary>
    public string? Playbook { get; init; }

    /// <summary>The activity that made it pass.</summary>
    public required Trigger Trigger { get; init; }

    /// <summary>Id of the account manager, once picked.</summary>
    public string? AccountManager { get; init; }

    /// <summary>Why that account manager: <c>open-handoff</c>, <c>spoke-with</c>, <c>owner</c>, <c>territory</c>, <c>round-robin</c>, <c>fallback</c>, ...</summary>
    public string? RoutedBy { get; init; }

    /// <summary>Id of the territory, where that decided; null otherwise, and in what was written before this was kept.</summary>
    public string? Territory { get; init; }

    /// <summary>The steps of routing that did not decide, each as <see cref="Handoffs.Considered"/> writes it; null for none, and in what was written before this was kept.</summary>
    public ImmutableArray<string>? Considered { get; init; }

    /// <summary>Who had it before, the first first; null for nobody.</summary>
    public ImmutableArray<FormerHolder>? Former { get; init; }

    /// <summary>Counts the account managers that it was given to, from 1: mails and clocks belong to one of them.</summary>
    [JsonIgnore]
    public int Assignment => (Former?.Length ?? 0) + 1;

    /// <summary>Id of the mail that hands it over, perhaps along with others of the account: committed before that leaves, so that a repeat sends the same one.</summary>
    public string? Mail { get; init; }

    /// <summary>When the mail was accepted by the provider.</summary>
    public DateTimeOffset? MailedAt { get; init; }

    /// <summary>When sales owes an answer.</summary>
    public DateTimeOffset? AnswerBy { get; init; }

    /// <summary>The account manager looks at it again on this day, theirs: until then its clocks stand still. Null for not put off.</summary>
    public DateOnly? SnoozedUntil { get; init; }

    /// <summary>From when its clocks run, where that is neither its mail nor its answer: after it was put off, or taken over as accepted. Null for nearly all.</summary>
    public DateTimeOffset? ClockFrom { get; init; }

    /// <summary>Which steps of its clocks are done for this account manager, in the order in which they were; null for none.</summary>
    public ImmutableArray<string>? Steps { get; init; }

    /// <summary>What they told of their contact with the persons, the first first; null for nothing.</summary>
    public ImmutableArray<ContactNote>? Contacts { get; init; }

    /// <summary>What sales answered, when and with which reason.</summary>
    public Answer? Answer { get; init; }

    /// <summary>What came of it after sales had accepted it; null while that is open, and where it was refused.</summary>
    public HandoffEnd? End { get; init; }

    /// <summary>New activity since the mail that the account manager has not been told yet.</summary>
    public Trigger? PendingUpdate { get; init; }

    /// <summary>The mail that tells it, once that is written: a repeat tells the same. Null while none is.</summary>
    public Telling? Telling { get; init; }

    /// <summary>Of one that went with its lead: the account it is in now.</summary>
    public string? MovedTo { get; init; }

    /// <summary>Of one that goes on in another of the same lead: the id of that.</summary>
    public string? JoinedTo { get; init; }

    /// <summary>The same, told by the persons that other ids stand for.</summary>
    public Handoff ByPersons(Func<string, string> personOf) => this with
    {
        Trigger = Trigger with { Person = personOf(Trigger.Person) },
        PendingUpdate = PendingUpdate is { } news ? news with { Person = personOf(news.Person) } : null,
        Telling = Telling?.ByPersons(personOf),
    };

    /// <summary>The same apart from those that it was to be mailed with: their mail may leave without it.</summary>
    public Handoff ByItself() => this with { Mail = State == HandoffState.Due ? null : Mail, Telling = null };

    /// <summary>Whether an account manager has it or is about to.</summary>
    [JsonIgnore]
    public bool IsOpen => End is null && State is HandoffState.Due or HandoffState.Mailed or HandoffState.Accepted;
}

/// <summary>States of a handoff.</summary>
public enum HandoffState
{
    /// <summary>Passed the gate; the mail is yet to leave.</summary>
    Due,

    /// <summary>Mailed; waiting for an answer.</summary>
    Mailed,

    /// <summary>Sales promised to follow up.</summary>
    Accepted,

    /// <summary>Sales refused.</summary>
    Rejected,

    /// <summary>The gate was lost before the mail left.</summary>
    Withdrawn,

    /// <summary>Went with its lead to another account.</summary>
    Moved,

    /// <summary>Its lead became one with another that sales had as well: that handoff goes on.</summary>
    Joined,
}

/// <summary>An activity that caused something. <paramref name="Rule"/> is the rule that counted it.</summary>
public sealed record Trigger(string Submission, string Person, string Activity, string Content, DateTimeOffset At, string? Rule = null)
{
    /// <summary>Minutes present, of a webinar.</summary>
    public int? AttendedMinutes { get; init; }

    /// <summary>Its length in minutes.</summary>
    public int? DurationMinutes { get; init; }

    /// <summary>Months within which they said they will decide.</summary>
    public int? TimeframeMonths { get; init; }

    /// <summary>Whether it happened after <paramref name="other"/>, or at the same instant and is greater by id.</summary>
    public bool IsAfter(Trigger? other) =>
        other is null || At > other.At || (At == other.At && string.CompareOrdinal(Submission, other.Submission) > 0);
}

/// <summary>News on its way to somebody of sales, written down before the mail leaves.</summary>
/// <param name="Mail">Id of the mail.</param>
/// <param name="To">Id of the account manager who gets it.</param>
/// <param name="News">What it tells.</param>
public sealed record Telling(string Mail, string To, Trigger News)
{
    /// <summary>The same, told by the persons that other ids stand for.</summary>
    public Telling ByPersons(Func<string, string> personOf) => this with { News = News with { Person = personOf(News.Person) } };
}

/// <summary>What came of a handoff.</summary>
/// <param name="Stage">Playbook id of the stage that its lead went to.</param>
/// <param name="At">When that happened.</param>
/// <param name="By">Id of whoever or whatever told it.</param>
/// <param name="Reason">Playbook id of the reason; null where none was given.</param>
/// <param name="Value">What it is worth, in whole units of the currency that sales counts in.</param>
public sealed record HandoffEnd(string Stage, DateTimeOffset At, string By, string? Reason = null, long? Value = null);

/// <summary>Sales' answer.</summary>
public sealed record Answer(string Kind, DateTimeOffset At, string By, string? Reason = null, DateOnly? Until = null)
{
    /// <summary>Of one that passes it on: id of the account manager who gets it; null to let the routing find one.</summary>
    public string? To { get; init; }

    /// <summary>Of one that tells of contact: a word of <see cref="Handoffs.ContactKinds"/>.</summary>
    public string? Contact { get; init; }
}

/// <summary>Somebody who had a handoff.</summary>
/// <param name="AccountManager">Their id.</param>
/// <param name="Until">When it went on.</param>
/// <param name="Why">Why it did: a word of <see cref="Handoffs.PassingReasons"/>.</param>
/// <param name="Answer">What they had answered by then; null for nothing.</param>
public sealed record FormerHolder(string AccountManager, DateTimeOffset Until, string Why, Answer? Answer = null);

/// <summary>Contact with a person of the lead.</summary>
/// <param name="Kind">A word of <see cref="Handoffs.ContactKinds"/>.</param>
/// <param name="At">When.</param>
/// <param name="By">Id of the account manager.</param>
public sealed record ContactNote(string Kind, DateTimeOffset At, string By);
