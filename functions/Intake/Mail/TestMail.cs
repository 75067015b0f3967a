namespace Intake.Mail;

/// <summary>What a test sends: to the tester alone, and marked.</summary>
internal static class TestMail
{
    private const string Mark = "[Test] ";

    /// <summary>The mail as it leaves; unchanged where no tester is behind it.</summary>
    public static OutgoingMail For(string? tester, OutgoingMail mail) => tester is null
        ? mail
        : mail with { ToAddress = tester, ToName = tester, Mail = mail.Mail with { Subject = Mark + mail.Mail.Subject } };
}
