namespace Intake.Handoffs.Replies;

/// <summary>What the mail to whoever asked says, in one language.</summary>
internal sealed record ReplyTexts
{
    private static readonly ReplyTexts English = new()
    {
        Language = "en",
        Subject = "Thank you, we will be in touch",
        Heading = "We have your request",
        Asked = proposition => $"Thank you for your request about {proposition}.",
        Calls = name => $"{name} will call you.",
        Writes = name => $"{name} will be in touch.",
        From = phone => $"That may be from {phone}.",
        Contact = who => $"Your contact is {who}.",
        Permitted = "You get this mail because you have something of ours, or agreed to hear from us.",
        Why = "You get this mail once, because this was asked on our website with your address. Was it not you? Then there is nothing to do.",
        NoMail = "Never mail this address again",
    };

    private static readonly ReplyTexts Dutch = new()
    {
        Language = "nl",
        Subject = "Dank u wel, wij nemen contact op",
        Heading = "Wij hebben uw aanvraag",
        Asked = proposition => $"Dank u wel voor uw aanvraag over {proposition}.",
        Calls = name => $"{name} belt u.",
        Writes = name => $"{name} neemt contact met u op.",
        From = phone => $"Dat kan met het nummer {phone} zijn.",
        Contact = who => $"Uw contactpersoon is {who}.",
        Permitted = "U krijgt deze mail omdat u iets van ons hebt, of ermee hebt ingestemd van ons te horen.",
        Why = "U krijgt deze mail eenmalig, omdat dit met uw adres op onze website is gevraagd. Was u het niet? Dan hoeft u niets te doen.",
        NoMail = "Nooit meer mail op dit adres",
    };

    private static readonly ReplyTexts German = new()
    {
        Language = "de",
        Subject = "Vielen Dank, wir melden uns",
        Heading = "Ihre Anfrage ist bei uns",
        Asked = proposition => $"Vielen Dank für Ihre Anfrage zu {proposition}.",
        Calls = name => $"{name} ruft Sie an.",
        Writes = name => $"{name} meldet sich bei Ihnen.",
        From = phone => $"Das kann von der Nummer {phone} sein.",
        Contact = who => $"Ihre Ansprechperson ist {who}.",
        Permitted = "Sie erhalten diese Mail, weil Sie etwas von uns haben oder zugestimmt haben, von uns zu hören.",
        Why = "Sie erhalten diese Mail einmalig, weil dies auf unserer Website mit Ihrer Adresse gefragt wurde. Waren Sie das nicht? Dann müssen Sie nichts tun.",
        NoMail = "Nie wieder Mail an diese Adresse",
    };

    public required string Language { get; init; }
    public required string Subject { get; init; }
    public required string Heading { get; init; }
    public required Func<string, string> Asked { get; init; }
    public required Func<string, string> Calls { get; init; }
    public required Func<string, string> Writes { get; init; }
    public required Func<string, string> From { get; init; }
    public required Func<string, string> Contact { get; init; }
    public required string Permitted { get; init; }
    public required string Why { get; init; }
    public required string NoMail { get; init; }

    /// <summary>A language that is missing is answered in English.</summary>
    public static ReplyTexts In(string? language) => language switch { "nl" => Dutch, "de" => German, _ => English };
}
