using Intake.Mail;

namespace Intake.Functions.Tests.Flow.Week;

/// <summary>A mail as the provider got it.</summary>
internal sealed record WeekMail(DateTimeOffset At, string Id, string Handoff, string To, string Recipient, int Attempt, string Kind, string Subject);

/// <summary>Takes every mail, unless the process dies.</summary>
internal sealed class WeekProvider(TimeProvider time, Deaths deaths) : IMailSender
{
    public List<WeekMail> Taken { get; } = [];

    public Task<Delivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        var dies = deaths.IsNow();
        if (dies == Death.Before) throw new ProcessDiedException();
        Taken.Add(new WeekMail(
            time.GetUtcNow(), mail.MailId, mail.HandoffId, mail.ToAddress[..mail.ToAddress.IndexOf('@', StringComparison.Ordinal)], mail.Recipient!, mail.Attempt, mail.Waiter?.Kind ?? "",
            mail.Mail.Subject));
        if (dies == Death.After) throw new ProcessDiedException();
        return Task.FromResult<Delivery>(new Delivery.Delivered($"provider-{Taken.Count}"));
    }
}
