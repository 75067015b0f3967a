namespace Intake.Teams.Page;

/// <summary>The mail with the link to the page about one's own time.</summary>
/// <param name="Language">ISO 639-1 code.</param>
/// <param name="Url">The link.</param>
public sealed record TeamLinkMailModel(string Language, string Url)
{
    private TeamTexts Texts => TeamTexts.In(Language);

    /// <summary>Under 60 characters.</summary>
    public string Subject => Texts.Mail.Subject;

    /// <summary>What the link is for.</summary>
    public string Intro => Texts.Mail.Text;

    /// <summary>What the link is called.</summary>
    public string Open => Texts.Mail.Open;

    /// <summary>The same as plain text.</summary>
    public string Text => string.Join('\n', [Subject, "", Intro, "", $"{Open}: {Url}"]);
}
