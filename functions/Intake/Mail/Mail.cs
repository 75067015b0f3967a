namespace Intake.Mail;

/// <summary>A mail, ready to be sent: HTML and text with the same content.</summary>
public sealed record Mail(string Subject, string Html, string Text);
