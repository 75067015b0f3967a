using System.Globalization;
using Intake.Submissions;

namespace Intake.Http;

/// <summary>What is wrong with a field, for the person who filled it in.</summary>
internal static class FieldTexts
{
    /// <summary>A sentence in Dutch or else English.</summary>
    public static string Of(FieldError error, string? language) => language == "nl" ? Dutch(error) : English(error);

    private static string English(FieldError error) => error.Fault switch
    {
        FieldFault.Required => "Please fill this in.",
        FieldFault.TooLong => string.Create(CultureInfo.InvariantCulture, $"At most {error.Limit} characters, please."),
        FieldFault.NotAnEmail => "This is not an email address.",
        FieldFault.NotAPhone => "This is not a phone number.",
        FieldFault.NotANumber => "This is not a number that fits.",
        FieldFault.NotAChoice => "This is not one of the choices.",
        FieldFault.NotInPlaybook => "The playbook does not know this.",
        FieldFault.NotUnderstood => "This was not understood; it is kept as it is.",
        FieldFault.NotInTeam => "Nobody of the team is called this, or several are; it is kept as it is.",
        FieldFault.TooMany => "The row has more values than there are columns: a separator is not quoted.",
        FieldFault.NotATime => "This is not a time such as 2026-09-24T14:00:00Z.",
        _ => throw new ArgumentOutOfRangeException(nameof(error)),
    };

    private static string Dutch(FieldError error) => error.Fault switch
    {
        FieldFault.Required => "Vul dit in, alstublieft.",
        FieldFault.TooLong => string.Create(CultureInfo.InvariantCulture, $"Hooguit {error.Limit} tekens, alstublieft."),
        FieldFault.NotAnEmail => "Dit is geen e-mailadres.",
        FieldFault.NotAPhone => "Dit is geen telefoonnummer.",
        FieldFault.NotANumber => "Dit is geen getal dat past.",
        FieldFault.NotAChoice => "Dit is geen van de keuzes.",
        FieldFault.NotInPlaybook => "Het playbook kent dit niet.",
        FieldFault.NotUnderstood => "Dit is niet begrepen; het is bewaard zoals het is.",
        FieldFault.NotInTeam => "Niemand van het team heet zo, of meer dan één; het is bewaard zoals het is.",
        FieldFault.TooMany => "De rij heeft meer waarden dan er kolommen zijn: er staat een scheidingsteken zonder aanhalingstekens.",
        FieldFault.NotATime => "Dit is geen tijd zoals 2026-09-24T14:00:00Z.",
        _ => throw new ArgumentOutOfRangeException(nameof(error)),
    };
}
