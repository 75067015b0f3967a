using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Intake.Outgoing;

/// <summary>What an endpoint is told, in our own format.</summary>
/// <param name="Type">The event.</param>
/// <param name="Timestamp">When it happened.</param>
/// <param name="Data">What it is about, as it stands when it is sent.</param>
internal sealed record PayloadDocument(string Type, DateTimeOffset Timestamp, PayloadData Data);

/// <summary>The lead and all that belongs to it.</summary>
/// <param name="Lead">The lead; absent of a ping.</param>
/// <param name="Account">The account.</param>
/// <param name="Person">Whom to contact first; absent where nobody is known.</param>
/// <param name="Title">Company, what happened, person.</param>
/// <param name="Why">One sentence: why now.</param>
/// <param name="Score">The score with its full sum.</param>
/// <param name="Handoff">The handoff; absent where sales has none.</param>
/// <param name="Change">The change of stage, of <c>stage.changed</c>.</param>
internal sealed record PayloadData(
    PayloadLead? Lead = null, PayloadAccount? Account = null, PayloadPerson? Person = null, string? Title = null, string? Why = null,
    PayloadScore? Score = null, PayloadHandoff? Handoff = null, PayloadChange? Change = null);

/// <summary>A lead.</summary>
internal sealed record PayloadLead(string Id, string Proposition, string PropositionName, int Round, PayloadStage Stage, string Url);

/// <summary>A stage: ours, and what the endpoint calls it.</summary>
internal sealed record PayloadStage(string Id, string Name, string Role, string? Theirs);

/// <summary>An account.</summary>
/// <param name="Id">Its id.</param>
/// <param name="BookId">Its id in the account book, which is as a rule the CRM's; absent for none.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Customer, prospect, ...; absent where unknown.</param>
/// <param name="Domain">Its first domain.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Industry">In the playbook's words.</param>
/// <param name="Owner">Id of the account manager who owns it.</param>
/// <param name="Url">Where all is told of it.</param>
internal sealed record PayloadAccount(
    string Id, string? BookId, string Name, string? Kind, string? Domain, string? Country, string? Industry, string? Owner, string Url);

/// <summary>A person to contact, and what permits it.</summary>
/// <param name="Id">Their id.</param>
/// <param name="Name">Their name.</param>
/// <param name="Role">Job title.</param>
/// <param name="Email">Their address.</param>
/// <param name="Phone">Their number.</param>
/// <param name="MayCall">The basis of a call; absent: not permitted.</param>
/// <param name="MayMail">The basis of commercial mail; absent: not permitted.</param>
/// <param name="Permission">The same in words.</param>
internal sealed record PayloadPerson(
    string Id, string Name, string? Role, string? Email, string? Phone, string? MayCall, string? MayMail, string Permission);

/// <summary>A score: the points of its reasons add up to the total. The reasons are left out where they would not fit.</summary>
internal sealed record PayloadScore(decimal Total, string Playbook, IReadOnlyList<PayloadReason>? Reasons);

/// <summary>A reason.</summary>
internal sealed record PayloadReason(string Rule, string Component, decimal Points, string? Content);

/// <summary>A handoff.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">Where it is on its way.</param>
/// <param name="Gate">Why it was made.</param>
/// <param name="Assignment">Counts the account managers that had it, from 1.</param>
/// <param name="AccountManager">Who has it.</param>
/// <param name="RoutedBy">Why they have it.</param>
/// <param name="DecidedAt">When the gate was passed.</param>
/// <param name="AnswerBy">When an answer is owed.</param>
/// <param name="Answer">What they answered.</param>
/// <param name="AnswerUrl">Where they answer: whoever has this link can.</param>
internal sealed record PayloadHandoff(
    string Id, string State, string Gate, int Assignment, PayloadManager? AccountManager, string? RoutedBy, DateTimeOffset DecidedAt,
    DateTimeOffset? AnswerBy, PayloadAnswer? Answer, string? AnswerUrl);

/// <summary>An account manager.</summary>
internal sealed record PayloadManager(string Id, string Name, string Email);

/// <summary>An answer.</summary>
internal sealed record PayloadAnswer(string Kind, DateTimeOffset At, string By, string? Reason, DateOnly? Until);

/// <summary>A change of stage.</summary>
internal sealed record PayloadChange(PayloadStage? From, PayloadStage To, DateTimeOffset At, string Cause);

/// <summary>How it is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PayloadDocument))]
internal sealed partial class PayloadJson : JsonSerializerContext
{
    /// <summary>Writes accents as they are; what browsers could run stays escaped.</summary>
    public static PayloadJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });
}
