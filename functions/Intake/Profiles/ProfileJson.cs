using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Intake.Accounts;
using Intake.Handoffs;
using Intake.Playbooks;

namespace Intake.Profiles;

/// <summary>All that is known of a person.</summary>
/// <param name="Id">Id of the person; their other addresses lead here too.</param>
/// <param name="Account">Their account.</param>
/// <param name="Name">Their name.</param>
/// <param name="Addresses">Their email addresses, the first one first.</param>
/// <param name="Phones">Their phone numbers, the newest first.</param>
/// <param name="Facts">By name: what was told of them, and what was concluded where nobody told it.</param>
/// <param name="Flags">What holds of them: <c>left</c>, <c>outside</c> (not of the buying group), <c>role</c>, <c>student</c>, <c>disposable</c>, <c>objected</c>, <c>agent</c>.</param>
/// <param name="Permission">By which channel they may be contacted.</param>
/// <param name="Consents">By purpose, what they agreed to and withdrew, with the proofs.</param>
/// <param name="FirstTouch">How they came to us first.</param>
/// <param name="LastTouch">How they came to us last.</param>
/// <param name="Interests">What they care about.</param>
/// <param name="Leads">The leads that they carry.</param>
/// <param name="Timeline">What they did and what became of it.</param>
internal sealed record PersonDocument(
    string Id, AccountReference Account, string? Name, IReadOnlyList<AddressDocument> Addresses, IReadOnlyList<string> Phones,
    SortedDictionary<string, FactDocument> Facts, IReadOnlyList<string> Flags, PermissionDocument Permission,
    SortedDictionary<string, IReadOnlyList<ConsentStatement>>? Consents, TouchPoint? FirstTouch, TouchPoint? LastTouch,
    InterestsDocument Interests, IReadOnlyList<LeadDocument> Leads, TimelineDocument Timeline);

/// <summary>All that is known of an account.</summary>
/// <param name="Id">Id of the account; those that were merged into it lead here too.</param>
/// <param name="Name">As the account book has it, else as stated.</param>
/// <param name="IsCompany">Whether a company is known, or only an individual.</param>
/// <param name="Kind"><c>customer</c>, <c>prospect</c>, <c>partner</c>, ...; absent when unknown.</param>
/// <param name="Owner">Account manager who owns it.</param>
/// <param name="Domains">Its registrable domains.</param>
/// <param name="Book">The account book's row.</param>
/// <param name="Claimed">The company that an individual says to work for; not confirmed.</param>
/// <param name="Facts">By name: what its persons told, and what was concluded where nobody told it.</param>
/// <param name="Tester">Whether it is a test's.</param>
/// <param name="Leads">Every round of every lead.</param>
/// <param name="BuyingGroup">Its persons, the newest activity first.</param>
/// <param name="Handoffs">Open handoffs.</param>
/// <param name="Timeline">What happened.</param>
internal sealed record AccountDocument(
    string Id, string? Name, bool IsCompany, string? Kind, string? Owner, IReadOnlyList<string> Domains, Company? Book, Company? Claimed,
    SortedDictionary<string, FactDocument> Facts, bool Tester, IReadOnlyList<LeadDocument> Leads, IReadOnlyList<MemberDocument> BuyingGroup,
    IReadOnlyList<HandoffDocument> Handoffs, TimelineDocument Timeline);

/// <summary>Who is looked for.</summary>
internal sealed record FindDocument(string? Email);

/// <summary>Where they are.</summary>
internal sealed record FoundDocument(string Id, string Account, string PersonUrl, string AccountUrl);

/// <summary>An account, named.</summary>
internal sealed record AccountReference(string Id, string? Name, bool IsCompany, string? Kind);

/// <summary>An email address of a person. <paramref name="Id"/> is what a merge calls it by.</summary>
internal sealed record AddressDocument(string Id, string? Email, bool Left);

/// <summary>A fact with who told it when. <paramref name="From"/>: <c>told</c>, <c>looked-up</c> at a provider, or a <c>guess</c> from something else.</summary>
internal sealed record FactDocument(string Value, DateTimeOffset At, string By, string From);

/// <summary>The basis on which each channel may be used; absent: it may not.</summary>
internal sealed record PermissionDocument(string? Phone, string? Mail);

/// <summary>What somebody cares about now, and everything with its points.</summary>
internal sealed record InterestsDocument(string? Current, IReadOnlyList<TopicDocument> Topics);

/// <summary>A topic with the points of all below it.</summary>
internal sealed record TopicDocument(string Path, decimal Points, IReadOnlyList<TopicDocument>? Below);

/// <summary>A lead, scored today.</summary>
/// <param name="Id">Account, proposition and round.</param>
/// <param name="Proposition">Playbook id.</param>
/// <param name="Round">Counts from 1.</param>
/// <param name="Stage">Playbook id of the stage.</param>
/// <param name="Name">What the stage is called.</param>
/// <param name="Definition">The stage in words.</param>
/// <param name="Since">When the stage began.</param>
/// <param name="FirstAt">First activity.</param>
/// <param name="NewestAt">Newest activity.</param>
/// <param name="RestUntil">While it rests: until when.</param>
/// <param name="RefusedReason">Why sales refused it last.</param>
/// <param name="AccountManager">Who had it last.</param>
/// <param name="Closed">A closed round is never changed again.</param>
/// <param name="FirstContact">Whom to contact; absent where a contact is sought.</param>
/// <param name="Persons">Who carries it.</param>
/// <param name="Score">Today's score with every reason; of a closed round the last one.</param>
internal sealed record LeadDocument(
    string Id, string Proposition, int Round, string Stage, string? Name, string? Definition, DateTimeOffset Since, DateTimeOffset FirstAt, DateTimeOffset NewestAt,
    DateOnly? RestUntil, string? RefusedReason, string? AccountManager, bool Closed, string? FirstContact, IReadOnlyList<string> Persons, ScoreDocument? Score);

/// <summary>A score in points.</summary>
internal sealed record ScoreDocument(
    decimal Total, decimal Interest, decimal Phase, decimal Fit, decimal Value, string? PhaseName, DateOnly Day, string Playbook, IReadOnlyList<ReasonDocument> Reasons);

/// <summary>One part of a score: they add up to the total, to the hundredth.</summary>
internal sealed record ReasonDocument(string Rule, string Component, decimal Points, string? Content, DateOnly? Expires, bool? Unknown);

/// <summary>A person of an account.</summary>
internal sealed record MemberDocument(
    string Id, string? Name, string? Function, string? Seniority, string? Language, string? Country, IReadOnlyList<string> Flags,
    DateTimeOffset NewestAt, DateTimeOffset? AskedAt, string? SpokeWith, string? Interest);

/// <summary>A page of what happened. <paramref name="Next"/> goes into <c>?after=</c>; absent on the last page.</summary>
internal sealed record TimelineDocument(IReadOnlyList<TimelineItem> Items, string? Next);

/// <summary>Something that happened, as in <see cref="TimelineEntry"/>; of a stage with what it is called and how it is defined.</summary>
internal sealed record TimelineItem(
    DateTimeOffset At, string Kind, string What, string? Of, string? Person, string? Reference, string? Detail, string? Name, string? Definition)
{
    /// <summary>An entry in the playbook's words.</summary>
    public static TimelineItem In(TimelineEntry entry, StageBook stages)
    {
        var stage = entry.Kind == TimelineKinds.Stage ? stages.Stages.FirstOrDefault(stage => stage.Id == entry.What) : null;
        return new TimelineItem(entry.At, entry.Kind, entry.What, entry.Of, entry.Person, entry.Reference, entry.Detail, stage?.Name.In("en"), stage?.Definition.In("en"));
    }
}

/// <summary>How profiles are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PersonDocument))]
[JsonSerializable(typeof(AccountDocument))]
[JsonSerializable(typeof(FindDocument))]
[JsonSerializable(typeof(FoundDocument))]
internal sealed partial class ProfileJson : JsonSerializerContext
{
    /// <summary>Writes accents as they are; what browsers could run stays escaped.</summary>
    public static ProfileJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
    });
}
