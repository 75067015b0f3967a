using System.Collections.Frozen;
using Intake.Captchas;

namespace Intake.Submissions.Forms;

/// <summary>Names of fields that mean something to us.</summary>
internal static class FormFieldNames
{
    public const string Email = "email", Proposition = "proposition", Subject = "subject", Message = "message",
        Timeframe = "timeframe", SpokeWith = "spokeWith", Language = "language", OnBehalfOf = "onBehalfOf", OnBehalfOfDomain = "onBehalfOfDomain";

    /// <summary>Hidden fields for the door itself; not part of what the person said.</summary>
    public const string Token = "_token", Next = "_next", PageLanguage = "_lang";

    /// <summary>A field that people do not see, and that only a bot fills in.</summary>
    public const string Trap = "contact_website";

    /// <summary>Fields that have a place of their own in a submission, when the form asks for them.</summary>
    public static readonly FrozenSet<string> Placed = new[]
    {
        Email, "name", "firstName", "lastName", "phone", "jobTitle", "company", "staff", "industry", "country", "postcode",
        Proposition, Subject, Message, Timeframe, SpokeWith, Language, OnBehalfOf, OnBehalfOfDomain,
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a field is for the door.</summary>
    public static bool IsForTheDoor(string name) => name is Token or Next or PageLanguage or Trap || CaptchaProvider.IsAnswer(name);
}
